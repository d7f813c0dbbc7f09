using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace HeatmapSite.Settings;

/// <summary>Which host names the site answers to where <c>AllowedHosts</c> isn't set: this machine's, those it is told to listen at, and the one in its mails.</summary>
/// <remarks>
/// A page of another site can have its own name lead to this machine, and would be the same site to the browser. In appsettings.json the
/// names would go against <c>ASPNETCORE_URLS</c>. A site that listens at every address, and doesn't know its public one, answers to all.
/// </remarks>
internal sealed class SiteHosts(IConfiguration configuration)
    : IConfigureOptions<HostFilteringOptions>
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public void Configure(HostFilteringOptions options)
    {
        if (!string.IsNullOrWhiteSpace(configuration["AllowedHosts"]))
        {
            return;
        }

        var publicHost = HostOf(configuration["Site:PublicOrigin"] ?? "");
        var listening = Listening();
        options.AllowedHosts =
            publicHost is null && listening.Any(host => host is null)
                ? ["*"]
                :
                [
                    .. ThisMachine
                        .Concat(listening.OfType<string>())
                        .Append(publicHost)
                        .OfType<string>()
                        .Distinct(StringComparer.OrdinalIgnoreCase),
                ];
    }

    /// <summary>The names in the addresses; null for each that is every name.</summary>
    private string?[] Listening() =>
        configuration["urls"] is { Length: > 0 } urls
            ? [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(HostOf)]
        : configuration["http_ports"] is null
        && configuration["https_ports"] is null
        && !configuration.GetSection("Kestrel:Endpoints").Exists()
            // Then the server listens at http://localhost:5000.
            ? []
        : [null];

    private static string? HostOf(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)
        && address.Host is not ("0.0.0.0" or "[::]")
            ? address.Host
            : null;
}
