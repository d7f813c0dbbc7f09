using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>Rows of a PostgreSQL database that are held, so that a command that writes one of them stands still there.</summary>
internal sealed class RowLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    // Of its own: a transaction sees the sessions as they were when it first asked.
    private readonly NpgsqlConnection _watch;

    private RowLock(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        NpgsqlConnection watch
    ) => (_connection, _transaction, _watch) = (connection, transaction, watch);

    /// <param name="connectionString">The database.</param>
    /// <param name="table">One of the package's tables.</param>
    /// <param name="condition">Which of its rows.</param>
    public static async Task<RowLock> TakeAsync(
        string connectionString,
        string table,
        string condition
    )
    {
        var connection = await OpenAsync(connectionString);
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"""SELECT 1 FROM "{table}" WHERE {condition} FOR UPDATE""",
            connection,
            transaction
        );
        Assert.NotNull(await command.ExecuteScalarAsync());
        return new RowLock(connection, transaction, await OpenAsync(connectionString));
    }

    /// <summary>Waits until sessions of the tool stand still at the rows.</summary>
    /// <param name="sessions">How many. The server keeps one whose process was killed: it doesn't look at clients that wait.</param>
    public Task HoldsAsync(int sessions = 1) =>
        Eventually.TrueAsync(
            async () =>
            {
                await using var command = new NpgsqlCommand(
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'profile2fa' AND wait_event_type = 'Lock'",
                    _watch
                );
                return (long)(await command.ExecuteScalarAsync())! == sessions;
            },
            $"{sessions} sessions of the tool wait for the rows"
        );

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _watch.DisposeAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + PostgresServer.ForAdministrators);
        await connection.OpenAsync();
        return connection;
    }
}
