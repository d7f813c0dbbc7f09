using Microsoft.Extensions.Hosting;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>A background service that ends without an exception when it is stopped.</summary>
/// <remarks>
/// The host expects a canceled service only while it stops. When a start is refused, services are stopped without that, and the host
/// would report each canceled one as a failure, critically, around the message that says why the start was refused.
/// </remarks>
internal abstract class QuietBackgroundService : BackgroundService
{
    private volatile bool _began;

    public override Task? ExecuteTask =>
        base.ExecuteTask is { } task ? EndQuietlyAsync(task) : null;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _began = true;
        try
        {
            stoppingToken.ThrowIfCancellationRequested();
            await RunUntilStoppedAsync(stoppingToken);
        }
        catch (Exception exception)
            when (stoppingToken.IsCancellationRequested
                && exception is (OperationCanceledException or ObjectDisposedException)
            )
        {
            // Stopped, as intended. After a refused start nothing waits for it before what it uses is disposed of.
        }
    }

    protected abstract Task RunUntilStoppedAsync(CancellationToken stoppingToken);

    private async Task EndQuietlyAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (!_began)
        {
            // Stopped, or thrown away, before the thread pool came to it.
        }
    }
}
