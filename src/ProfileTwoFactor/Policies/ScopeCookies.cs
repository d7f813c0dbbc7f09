using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Policies;

/// <summary>Names of the cookies of a scope: a hash, since ids may hold characters no cookie name may, and differ only in case.</summary>
internal static class ScopeCookies
{
    public const string PendingPrefix = ".ProfileTwoFactor.P.";

    /// <summary>Browsers take such a cookie only over https, for the whole host and no other, so that neither a sister domain nor plain http can set it.</summary>
    public const string HostOnly = "__Host-";

    /// <summary>The same for a cookie below a path base; a sister domain can still set it.</summary>
    public const string SecureOnly = "__Secure-";

    public static string NameFor(TwoFactorScope scope, string prefix)
    {
        // Without a tenant as it always was, so that browsers keep their windows.
        var hash =
            scope.Tenant.Length == 0
                ? KeyHash.Compute("cookie.v1", scope.Kind.ToString(), scope.Id, scope.Stamp)
                : KeyHash.Compute(
                    "cookie.tenant.v1",
                    scope.Kind.ToString(),
                    scope.Id,
                    scope.Stamp,
                    scope.Tenant
                );
        return prefix + Convert.ToHexStringLower(hash.AsSpan(0, 12));
    }

    /// <summary>The name without what browsers look at.</summary>
    public static string Rest(string name) =>
        PrefixOf(name, StringComparison.Ordinal) is { } prefix ? name[prefix.Length..] : name;

    /// <summary>The part of a name that browsers look at, or null.</summary>
    public static string? PrefixOf(string name, StringComparison comparison) =>
        name.StartsWith(HostOnly, comparison) ? HostOnly
        : name.StartsWith(SecureOnly, comparison) ? SecureOnly
        : null;

    /// <summary>0 for what can't have been planted from elsewhere; higher for what is easier to plant.</summary>
    public static int Rank(string name) =>
        name.StartsWith(HostOnly, StringComparison.Ordinal) ? 0
        : name.StartsWith(SecureOnly, StringComparison.Ordinal) ? 1
        : 2;
}
