using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HeatmapSite.Mail;

/// <summary>What links in mails begin with.</summary>
/// <remarks>Never taken from a request: whoever sends one would choose where somebody else's mail points to.</remarks>
internal sealed class PublicOrigin(IConfiguration configuration, IServer server)
{
    private const string Fallback = "http://localhost:5080";

    public string Value =>
        (configuration["Site:PublicOrigin"] ?? Listening() ?? Fallback).TrimEnd('/');

    private string? Listening() =>
        server
            .Features.Get<IServerAddressesFeature>()
            ?.Addresses.FirstOrDefault()
            ?.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
}
