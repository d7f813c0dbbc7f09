using System.Globalization;
using StackExchange.Redis;

namespace HeatmapSite.Settings;

/// <summary><c>ConnectionStrings:Redis</c> and <c>:Backplane</c>.</summary>
internal sealed class RedisSettings(IConfiguration configuration)
{
    // The client's own defaults wait for an unresponsive server 5 to 21 seconds and ignore cancellation.
    private const string Defaults =
        "connectTimeout=1000,syncTimeout=500,asyncTimeout=500,connectRetry=1,abortConnect=false,";

    private readonly string _connection =
        configuration.GetConnectionString(RedisServiceCollectionExtensions.ConnectionName) ?? "";

    private readonly string _backplane =
        configuration.GetConnectionString(RedisServiceCollectionExtensions.BackplaneName) ?? "";

    public bool HasBackplane => _connection.Length > 0 || _backplane.Length > 0;

    public IEnumerable<string> Errors() =>
        Errors(RedisServiceCollectionExtensions.ConnectionName, _connection)
            .Concat(Errors(RedisServiceCollectionExtensions.BackplaneName, _backplane));

    private static IEnumerable<string> Errors(string name, string connection)
    {
        if (connection.Length > 0 && !IsReadable(connection))
        {
            // The value is not repeated: connection strings hold passwords.
            yield return $"ConnectionStrings:{name} is not a valid connection string for Redis; it must be server:port, followed by StackExchange.Redis options as name=value, separated by commas.";
        }
    }

    /// <summary>What the client is to do. Options in the connection string win over the site's defaults.</summary>
    public ConfigurationOptions ClientOptions() => OptionsOf(_connection);

    /// <summary>The same for messages between nodes. Nothing is asked on that connection, so a server that hangs is found out by its pulse.</summary>
    public ConfigurationOptions BackplaneOptions() =>
        OptionsOf("keepAlive=5," + (_backplane.Length > 0 ? _backplane : _connection));

    private static ConfigurationOptions OptionsOf(string connection)
    {
        var options = ConfigurationOptions.Parse(Defaults + connection);
        // The backlog would keep commands for a server that is gone until it is back.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }

    private static bool IsReadable(string connection)
    {
        var parts = connection.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var servers = parts.Where(part => !part.Contains('=', StringComparison.Ordinal)).ToList();
        return servers.Count > 0
            && servers.TrueForAll(IsServer)
            && !Array.Exists(parts, part => part.StartsWith('='))
            && ClientReads(connection);
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

    private static bool ClientReads(string connection)
    {
        try
        {
            return ConfigurationOptions.Parse(connection).EndPoints.Count > 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
