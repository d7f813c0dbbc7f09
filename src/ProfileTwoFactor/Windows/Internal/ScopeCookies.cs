namespace ProfileTwoFactor.Internal;

/// <summary>Names of the cookies of a scope: a hash, since ids may hold characters no cookie name may, and differ only in case.</summary>
internal static class ScopeCookies
{
    public const string WindowPrefix = ".ProfileTwoFactor.W.";
    public const string PendingPrefix = ".ProfileTwoFactor.P.";

    public static string NameFor(TwoFactorScope scope, string prefix)
    {
        var hash = KeyHash.Compute("cookie.v1", scope.Kind.ToString(), scope.Id, scope.Stamp);
        return prefix + Convert.ToHexStringLower(hash.AsSpan(0, 12));
    }
}
