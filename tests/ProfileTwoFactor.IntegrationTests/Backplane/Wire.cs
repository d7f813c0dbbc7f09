using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Backplane;

namespace ProfileTwoFactor.IntegrationTests.Backplane;

/// <summary>A backplane between hosts of one process.</summary>
internal sealed class Wire : IChangeBackplane
{
    private readonly ConcurrentDictionary<IChangeListener, string> _listeners = new();
    private readonly TaskCompletionSource _two = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Two hosts listen.</summary>
    public Task Two => _two.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Connect(IServiceCollection services)
    {
        services.AddSingleton<IChangeBackplane>(this);
        services.AddProfileTwoFactor().AddBackplane<Wire>();
    }

    public Task PublishAsync(string channel, string message, CancellationToken cancellationToken)
    {
        foreach (var (listener, place) in _listeners)
        {
            if (place == channel)
            {
                listener.OnMessage(message);
            }
        }

        return Task.CompletedTask;
    }

    public async Task ListenAsync(
        string channel,
        IChangeListener listener,
        CancellationToken cancellationToken
    )
    {
        _listeners[listener] = channel;
        listener.OnConnected();
        if (_listeners.Count == 2)
        {
            _two.TrySetResult();
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
