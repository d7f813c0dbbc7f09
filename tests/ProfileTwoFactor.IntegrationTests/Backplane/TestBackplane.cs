using System.Collections.Concurrent;
using System.Threading.Channels;
using ProfileTwoFactor.Backplane;

namespace ProfileTwoFactor.IntegrationTests.Backplane;

/// <summary>A backplane in the test's hands: it hears what the node says, and says what other nodes would.</summary>
internal sealed class TestBackplane : IChangeBackplane
{
    private readonly TaskCompletionSource<IChangeListener> _listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Channel<string> _said =
        System.Threading.Channels.Channel.CreateUnbounded<string>();

    public string? Channel { get; private set; }

    /// <summary>Runs before a message is taken: throw or hang.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>The node, once it listens.</summary>
    public Task<IChangeListener> Listener => _listening.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public async Task PublishAsync(
        string channel,
        string message,
        CancellationToken cancellationToken
    )
    {
        await (Before?.Invoke() ?? Task.CompletedTask);
        Channel = channel;
        await _said.Writer.WriteAsync(message, cancellationToken);
    }

    public async Task ListenAsync(
        string channel,
        IChangeListener listener,
        CancellationToken cancellationToken
    )
    {
        listener.OnConnected();
        _listening.TrySetResult(listener);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>The next message of the node.</summary>
    public async Task<string> SaidAsync() =>
        await _said.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public bool HasSaid => _said.Reader.TryPeek(out _);
}
