using System.Threading.Channels;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Wakes this process's worker. Other nodes find the job when they next look.</summary>
internal sealed class NotificationSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Wake() => _channel.Writer.TryWrite(true);

    /// <summary>Ends at a call of <see cref="Wake"/>, also an earlier one during which no one waited, or after the time.</summary>
    /// <returns>Whether it was woken.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken token)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        var woken = _channel.Reader.WaitToReadAsync(source.Token).AsTask();
        var timer = Task.Delay(atMost, time, source.Token);
        await Task.WhenAny(woken, timer);
        var isWoken = _channel.Reader.TryRead(out _);
        await source.CancelAsync();
        token.ThrowIfCancellationRequested();
        return isWoken;
    }
}
