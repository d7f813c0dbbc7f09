namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>Origins as browsers write them: scheme, host, and port if it isn't the default one.</summary>
internal static class OriginText
{
    public static string Of(Uri uri) =>
        uri.IsDefaultPort
            ? $"{uri.Scheme}://{uri.IdnHost}"
            : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";

    /// <summary>Whether a host is a domain or a subdomain of it.</summary>
    public static bool IsUnder(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || (
            host.Length > domain.Length
            && host[^(domain.Length + 1)] == '.'
            && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        );
}
