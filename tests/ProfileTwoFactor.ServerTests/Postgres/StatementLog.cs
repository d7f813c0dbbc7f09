using System.Text.RegularExpressions;
using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>The statements that reach a database, from the server's own log.</summary>
internal sealed partial class StatementLog(PostgresServer server, PostgresHost host)
{
    private string _mark = "";

    /// <param name="server">A server of the test's own: its log holds the last lines of all databases.</param>
    /// <param name="host">Whose database it is.</param>
    public static async Task<StatementLog> StartAsync(PostgresServer server, PostgresHost host)
    {
        var database = new NpgsqlConnectionStringBuilder(host.ConnectionString).Database;
        await server.ExecuteAsync(
            "postgres",
            $"ALTER DATABASE {database} SET log_statement = 'all'"
        );
        // Connections from before don't log.
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return new(server, host);
    }

    /// <summary>Leaves out what came until now.</summary>
    public Task RestartAsync() => MarkAsync();

    /// <returns>The first word of each statement, without what the pool of connections sends along.</returns>
    public async Task<IReadOnlyList<string>> StatementsAsync()
    {
        var begin = _mark;
        await MarkAsync();
        var lines = server.Process.Output.Split('\n');
        return
        [
            .. lines
                .SkipWhile(line => !line.Contains(begin, StringComparison.Ordinal))
                .Skip(1)
                .TakeWhile(line => !line.Contains(_mark, StringComparison.Ordinal))
                .Select(line => Statement().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups["verb"].Value)
                .Where(verb => verb != "DISCARD"),
        ];
    }

    private async Task MarkAsync()
    {
        _mark = $"mark-{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(host.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT '{_mark}'";
        await command.ExecuteNonQueryAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(server.Process.Output.Contains(_mark, StringComparison.Ordinal)),
            "the server has logged the mark"
        );
    }

    [GeneratedRegex("""LOG:  (statement|execute [^:]+): (?<verb>[A-Z]+)""")]
    private static partial Regex Statement();
}
