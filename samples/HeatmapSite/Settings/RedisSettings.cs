using System.Globalization;
using StackExchange.Redis;

namespace HeatmapSite.Settings;

/// <summary><c>ConnectionStrings:Redis</c>.</summary>
internal sealed class RedisSettings(IConfiguration configuration)
{
    // The client's own defaults wait for an unresponsive server 5 to 21 seconds and ignore cancellation.
    private const string Defaults =
        "connectTimeout=1000,syncTimeout=500,asyncTimeout=500,connectRetry=1,abortConnect=false,";

    private readonly string _connection =
        configuration.GetConnectionString(RedisServiceCollectionExtensions.ConnectionName) ?? "";

    public IEnumerable<string> Errors()
    {
        if (_connection.Length > 0 && !IsReadable())
        {
            // The value is not repeated: connection strings hold passwords.
            yield return "ConnectionStrings:Redis is not a valid connection string for Redis; it must be server:port, followed by StackExchange.Redis options as name=value, separated by commas.";
        }
    }

    /// <summary>What the client is to do. Options in the connection string win over the site's defaults.</summary>
    public ConfigurationOptions ClientOptions()
    {
        var options = ConfigurationOptions.Parse(Defaults + _connection);
        // The backlog would keep commands for a server that is gone until it is back.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }

    private bool IsReadable()
    {
        var parts = _connection.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var servers = parts.Where(part => !part.Contains('=', StringComparison.Ordinal)).ToList();
        return servers.Count > 0
            && servers.TrueForAll(IsServer)
            && !Array.Exists(parts, part => part.StartsWith('='))
            && ClientReads();
    }

    // The client drops a server whose port is no number, and takes anything else for a host's name.
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
            return ConfigurationOptions.Parse(_connection).EndPoints.Count > 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
