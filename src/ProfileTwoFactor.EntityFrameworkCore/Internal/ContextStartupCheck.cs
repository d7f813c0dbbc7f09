using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Says at start, not at the first request, that the context can't serve. Asks the model only, not the database.</summary>
internal sealed class ContextStartupCheck<TContext>(
    OwnContext<TContext> own,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<ContextStartupCheck<TContext>>? logger = null
) : IHostedLifecycleService
    where TContext : DbContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await own.RunAsync(_ => Task.FromResult(true), cancellationToken);
        }
        catch (ContextCreationException exception) when (options.Value.TenantResolver is not null)
        {
            // No fault where every database is some tenant's. Each use checks again, so nothing is taken on trust.
            if (logger is not null)
            {
                ContextLog.NotChecked(logger, typeof(TContext).Name, exception);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
