using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Internal;

/// <summary>What the package's cookies may look like. Browsers drop a cookie that contradicts itself without a word, and every member would be asked for a code at each request.</summary>
internal static class CookieRules
{
    private static readonly string[] OwnAttributes =
    [
        "Domain",
        "Path",
        "Expires",
        "Max-Age",
        "Secure",
        "HttpOnly",
        "SameSite",
    ];

    internal static IEnumerable<string> Validate(
        string option,
        CookieBuilder cookie,
        string lifetime
    )
    {
        var name = cookie.Name;
        if (string.IsNullOrEmpty(name) || !name.All(IsTokenCharacter))
        {
            yield return $"{option}.Name is '{name}', but it must be a cookie name: letters, digits, and !#$%&'*+-.^_`|~.";
            yield break;
        }

        if (!cookie.HttpOnly)
        {
            yield return $"{option}.HttpOnly is false, but it must be true: no script may read this cookie.";
        }

        if (cookie.SecurePolicy == CookieSecurePolicy.None)
        {
            yield return $"{option}.SecurePolicy is None, so browsers would also send the cookie of an https site over http. Set it to CookieSecurePolicy.SameAsRequest or Always.";
        }

        if (!Enum.IsDefined(cookie.SameSite) || cookie.SameSite == SameSiteMode.Unspecified)
        {
            yield return $"{option}.SameSite is '{cookie.SameSite}', but it must be Lax, Strict or None.";
        }

        if (
            cookie.SameSite == SameSiteMode.None
            && cookie.SecurePolicy != CookieSecurePolicy.Always
        )
        {
            yield return $"{option}.SameSite is None, which browsers take from secure cookies only. Set {option}.SecurePolicy to CookieSecurePolicy.Always.";
        }

        foreach (var extension in cookie.Extensions.Where(SetsAnAttribute))
        {
            yield return $"{option}.Extensions holds '{extension}', but an extension is one attribute and none of those that have a setting of their own.";
        }

        if (cookie.MaxAge is not null || cookie.Expiration is not null)
        {
            yield return $"{option}.MaxAge or {option}.Expiration is set, but the lifetime comes from {lifetime}. Set that instead.";
        }

        if (cookie.Path is { } path && (!path.StartsWith('/') || path.Any(IsSeparator)))
        {
            yield return $"{option}.Path is '{path}', but it must start with a slash and hold neither semicolons nor control characters.";
        }

        if (
            cookie.Domain is { } domain
            && Uri.CheckHostName(domain.StartsWith('.') ? domain[1..] : domain)
                != UriHostNameType.Dns
        )
        {
            yield return $"{option}.Domain is '{domain}', but it must be the name of a domain, without scheme, port or path.";
        }

        foreach (var mistake in ValidatePrefix(option, cookie, name))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> ValidatePrefix(
        string option,
        CookieBuilder cookie,
        string name
    )
    {
        var prefix = ScopeCookies.PrefixOf(name, StringComparison.OrdinalIgnoreCase);
        if (prefix is null)
        {
            yield break;
        }

        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            yield return $"{option}.Name is '{name}'; write its prefix as {prefix}.";
        }

        if (name.Length == prefix.Length)
        {
            yield return $"{option}.Name is '{name}', which is only a prefix. Add a name of your own to it.";
        }

        if (cookie.SecurePolicy != CookieSecurePolicy.Always)
        {
            yield return $"{option}.Name is '{name}', and browsers take {prefix} from secure cookies only. Set {option}.SecurePolicy to CookieSecurePolicy.Always.";
        }

        if (prefix != ScopeCookies.HostOnly)
        {
            yield break;
        }

        if (cookie.Domain is not null)
        {
            yield return $"{option}.Name is '{name}', and browsers take {prefix} only without a domain. Remove {option}.Domain or use {ScopeCookies.SecureOnly}.";
        }

        if (cookie.Path is not (null or "/"))
        {
            yield return $"{option}.Name is '{name}', and browsers take {prefix} only with the path '/'. Remove {option}.Path or use {ScopeCookies.SecureOnly}.";
        }
    }

    // The last attribute of a name counts, so an extension could take back what the settings say.
    private static bool SetsAnAttribute(string extension) =>
        extension.Any(IsSeparator)
        || OwnAttributes.Contains(extension.Split('=')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool IsTokenCharacter(char one) =>
        char.IsAsciiLetterOrDigit(one) || "!#$%&'*+-.^_`|~".Contains(one, StringComparison.Ordinal);

    private static bool IsSeparator(char one) => one == ';' || char.IsControl(one);
}
