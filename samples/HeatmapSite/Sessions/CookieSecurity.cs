namespace HeatmapSite.Sessions;

/// <summary>Whether the session's cookie may travel over plain http. <c>Session:SecureCookie</c> (<c>Always</c>, <c>SameAsRequest</c>) decides; without it the environment and the addresses do.</summary>
internal sealed class CookieSecurity(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly string? _setting = configuration["Session:SecureCookie"];

    public CookieSecurePolicy Policy =>
        TryRead(out var policy) ? policy
        : environment.IsDevelopment() || ListensOnThisMachineByHttp()
            ? CookieSecurePolicy.SameAsRequest
        : CookieSecurePolicy.Always;

    public IEnumerable<string> Errors()
    {
        if (_setting is not null && !TryRead(out _))
        {
            yield return $"Session:SecureCookie is '{_setting}'; it must be Always or SameAsRequest.";
        }
    }

    private bool TryRead(out CookieSecurePolicy policy) =>
        Enum.TryParse(_setting, ignoreCase: true, out policy)
        && policy is CookieSecurePolicy.Always or CookieSecurePolicy.SameAsRequest
        && !int.TryParse(_setting, out _);

    /// <summary>With a cookie for https only, a developer who tries the release build at http://localhost could not sign in.</summary>
    private bool ListensOnThisMachineByHttp()
    {
        if (configuration["urls"] is not { Length: > 0 } urls)
        {
            // Then the server listens at http://localhost:5000.
            return configuration["http_ports"] is null
                && configuration["https_ports"] is null
                && !configuration.GetSection("Kestrel:Endpoints").Exists();
        }

        return urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .All(url =>
                Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)
                && address.Scheme == Uri.UriSchemeHttp
                && address.IsLoopback
            );
    }
}
