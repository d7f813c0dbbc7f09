using ProfileTwoFactor.Backplane;
using StackExchange.Redis;

namespace ProfileTwoFactor.Redis.Internal;

/// <summary>Messages by PUBLISH and SUBSCRIBE. Nothing is stored on the server.</summary>
internal sealed class RedisBackplane(RedisConnection connection) : IChangeBackplane
{
    public async Task PublishAsync(
        string channel,
        string message,
        CancellationToken cancellationToken
    )
    {
        var redis = await connection.GetAsync(cancellationToken);
        await redis
            .GetSubscriber()
            .PublishAsync(RedisChannel.Literal(channel), message)
            .WaitAsync(cancellationToken);
    }

    public async Task ListenAsync(
        string channel,
        IChangeListener listener,
        CancellationToken cancellationToken
    )
    {
        var redis = await connection.GetAsync(cancellationToken);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Of whatever connection: with RESP3 commands and messages share one. To listen again costs a subscription.
        void OnFailed(object? sender, ConnectionFailedEventArgs failed)
        {
            listener.OnDisconnected();
            lost.TrySetException(failed.Exception ?? new IOException("The connection was lost."));
        }

        void OnMessage(RedisChannel from, RedisValue message) =>
            listener.OnMessage((string?)message ?? "");

        var subscriber = redis.GetSubscriber();
        var place = RedisChannel.Literal(channel);
        redis.ConnectionFailed += OnFailed;
        try
        {
            await subscriber.SubscribeAsync(place, OnMessage).WaitAsync(cancellationToken);
            if (!subscriber.IsConnected(place))
            {
                // The client has noted the subscription for later, and doesn't say when later is.
                throw new IOException("There is no connection to subscribe on.");
            }

            listener.OnConnected();
            await lost.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            redis.ConnectionFailed -= OnFailed;
            // Not waited for: the server may be gone.
            await subscriber.UnsubscribeAsync(place, OnMessage, CommandFlags.FireAndForget);
        }
    }
}
