using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Audit;

/// <summary>A trail that can't be written is found at start, not at the first event.</summary>
internal sealed class AuditStartCheck(
    IServiceProvider services,
    IOptions<AuditFileOptions> fileOptions,
    IOptions<AuditWebhookOptions> webhookOptions
) : LifecycleService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<AuditFileSink>() is { } file)
        {
            Demand(
                file.Probe,
                $"AuditFileOptions.Path is '{fileOptions.Value.Path}', but this file can't be written. Create its folder, and allow the app's user to write there."
            );
        }

        if (services.GetService<AuditSpool>() is { } spool)
        {
            Demand(
                spool.Open,
                $"AuditWebhookOptions.SpoolPath is '{webhookOptions.Value.SpoolPath}', but this folder can't be written. Allow the app's user to create it and to write there."
            );
        }

        return Task.CompletedTask;
    }

    private static void Demand(Action probe, string mistake)
    {
        try
        {
            probe();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(mistake, exception);
        }
    }
}
