using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HeatmapSite.Mail;

/// <summary>What links in the site's own mails begin with.</summary>
/// <remarks>Never taken from a request: its sender would choose where another person's mail points to.</remarks>
internal sealed class PublicOrigin(MailSettings settings, IServer server)
{
    private const string Fallback = "http://localhost:5080";

    public string Value => settings.PublicOrigin ?? Listening() ?? Fallback;

    private string? Listening() =>
        server
            .Features.Get<IServerAddressesFeature>()
            ?.Addresses.FirstOrDefault()
            ?.Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .TrimEnd('/');
}
