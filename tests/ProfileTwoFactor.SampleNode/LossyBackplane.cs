using ProfileTwoFactor.Backplane;

namespace ProfileTwoFactor.SampleNode;

/// <summary>A backplane that loses every message.</summary>
internal sealed class LossyBackplane : IChangeBackplane
{
    public Task PublishAsync(string channel, string message, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task ListenAsync(
        string channel,
        IChangeListener listener,
        CancellationToken cancellationToken
    )
    {
        listener.OnConnected();
        return Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
