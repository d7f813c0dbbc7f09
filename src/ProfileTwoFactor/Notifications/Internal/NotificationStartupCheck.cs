using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Says at start what would otherwise be noticed when mails are missing.</summary>
internal sealed class NotificationStartupCheck(
    IServiceProvider services,
    IServiceProviderIsService known,
    IHostEnvironment environment,
    ILogger<NotificationStartupCheck> logger
) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (
            !environment.IsDevelopment()
            && services.GetRequiredService<ITwoFactorNotifier>() is DevelopmentMailbox
        )
        {
            throw new InvalidOperationException(
                $"The development mailbox is refused in the environment '{environment.EnvironmentName}': nobody would get any mail. "
                    + "Choose AddSmtpNotifier(...) or a notifier of your own there."
            );
        }

        if (!known.IsService(typeof(INotificationStore)) && known.IsService(typeof(IPolicyStore)))
        {
            Log.MailQueueInProcess(logger);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
