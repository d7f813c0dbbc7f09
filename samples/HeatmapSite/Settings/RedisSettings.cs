using System.Globalization;
using StackExchange.Redis;

namespace HeatmapSite.Settings;

/// <summary><c>ConnectionStrings:Redis</c>.</summary>
internal sealed class RedisSettings(IConfiguration configuration)
{
    public string ConnectionString { get; } =
        configuration.GetConnectionString(RedisServiceCollectionExtensions.ConnectionName) ?? "";

    public IEnumerable<string> Errors()
    {
        if (ConnectionString.Length > 0 && !IsReadable())
        {
            // The value is not repeated: connection strings hold passwords.
            yield return "ConnectionStrings:Redis is not a connection string for Redis; it must be server:port, then options as name=value, separated by commas.";
        }
    }

    private bool IsReadable()
    {
        var parts = ConnectionString.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var servers = parts.Where(part => !part.Contains('=', StringComparison.Ordinal)).ToList();
        return servers.Count > 0
            && servers.TrueForAll(IsServer)
            && !Array.Exists(parts, part => part.StartsWith('='))
            && (!RedisClient.IsComplete() || ClientReads());
    }

    // Without the client's packages only this much is known; the client knows its options.
    private static bool IsServer(string text)
    {
        if (text.StartsWith('!') || text.StartsWith("unix:", StringComparison.Ordinal))
        {
            return true;
        }

        var colon = text.LastIndexOf(':');
        // An IPv6 address without brackets has several colons and no port.
        var hasPort = colon >= 0 && (text.IndexOf(':') == colon || text[colon - 1] == ']');
        var host = hasPort ? text[..colon] : text;
        return Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown
            && (
                !hasPort
                || int.TryParse(
                    text.AsSpan(colon + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var port
                ) && port is > 0 and <= ushort.MaxValue
            );
    }

    private bool ClientReads()
    {
        try
        {
            return ConfigurationOptions.Parse(ConnectionString).EndPoints.Count > 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
