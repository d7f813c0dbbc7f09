using Npgsql;
using ProfileTwoFactor.Backplane;

namespace Shop;

#region PostgresBackplane
internal sealed class PostgresBackplane(NpgsqlDataSource database) : IChangeBackplane
{
    public async Task PublishAsync(
        string channel,
        string message,
        CancellationToken cancellationToken
    )
    {
        await using var notify = database.CreateCommand("SELECT pg_notify($1, $2)");
        notify.Parameters.AddWithValue(channel);
        notify.Parameters.AddWithValue(message);
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ListenAsync(
        string channel,
        IChangeListener listener,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => listener.OnMessage(notification.Payload);
        await using var listen = new NpgsqlCommand($"LISTEN \"{channel}\"", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        listener.OnConnected();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }
}
#endregion
