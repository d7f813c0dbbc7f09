using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Development;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.Mail.Diagnostics;

/// <summary>Says at start what would otherwise be noticed when mails are missing.</summary>
internal sealed class NotificationStartupCheck(
    IServiceProvider services,
    IServiceProviderIsService known,
    IHostEnvironment environment,
    IOptions<TwoFactorMailOptions> mails,
    ILogger<NotificationStartupCheck> logger
) : LifecycleService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        var notifier = services.GetRequiredService<ITwoFactorNotifier>();
        if (!environment.IsDevelopment() && notifier is LoggingNotifier)
        {
            MailLog.NoNotifier(logger);
        }

        if (!environment.IsDevelopment() && notifier is DevelopmentMailbox)
        {
            throw new InvalidOperationException(
                $"The development mailbox isn't allowed in the environment '{environment.EnvironmentName}', because no mail would be sent. "
                    + "Call UseSmtp(...) or UseNotifier<T>() in AddMail(...) in this environment."
            );
        }

        if (
            !environment.IsDevelopment()
            && notifier is not LoggingNotifier
            && mails.Value.PublicOrigin is null
            && !services.GetRequiredService<TrustedOrigin>().NamesHosts
        )
        {
            MailLog.NoOrigin(logger);
        }

        if (MailLanguage.Missing.ToArray() is { Length: > 0 } missing)
        {
            MailLog.CulturesMissing(logger, string.Join(", ", missing));
        }

        // Stores that forget everything with the process say so themselves.
        if (
            !known.IsService(typeof(INotificationStore))
            && services.GetService<IPolicyStore>() is not (null or InMemoryPolicyStore)
        )
        {
            MailLog.MailQueueInProcess(logger);
        }

        return Task.CompletedTask;
    }
}
