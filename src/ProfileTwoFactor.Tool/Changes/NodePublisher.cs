using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Tool.Databases;
using StackExchange.Redis;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>Tells the app's nodes of a change by their Redis backplane. Connected before the change, so that a wrong name changes nothing.</summary>
internal sealed class NodePublisher : IAsyncDisposable
{
    private readonly ConnectionMultiplexer? _redis;

    private NodePublisher(ConnectionMultiplexer? redis) => _redis = redis;

    /// <exception cref="ToolException">The server doesn't answer.</exception>
    public static async Task<NodePublisher> ConnectAsync(string? redis, TimeSpan timeout) =>
        new(redis is null ? null : await RedisClient.ConnectAsync(redis, timeout));

    public async Task<(NodeNotice Notice, long? Reached)> PublishAsync(
        ToolDatabase database,
        TwoFactorScope scope
    )
    {
        if (_redis is null)
        {
            return (NodeNotice.WithinDecisionLifetime, null);
        }

        var names = ActivatorUtilities.CreateInstance<ChangeNames>(database.Services);
        var message = ChangeMessage.Write(ChangeMessage.CreateSender(), [names.Of(scope)]);
        try
        {
            var reached = await _redis
                .GetSubscriber()
                .PublishAsync(RedisChannel.Literal(names.Channel), message);
            return (reached > 0 ? NodeNotice.Published : NodeNotice.NoNodeListens, reached);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return (NodeNotice.PublishFailed, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }
}
