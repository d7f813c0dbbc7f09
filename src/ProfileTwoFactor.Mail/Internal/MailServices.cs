using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail.Announcements;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Delivery;
using ProfileTwoFactor.Mail.Development;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Operations.Internal;

namespace ProfileTwoFactor.Mail.Internal;

internal static class MailServices
{
    public static void AddMailServices(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(NotificationQueue)))
        {
            return;
        }

        services.AddLocalization();
        services.AddOptions<TwoFactorMailOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<TwoFactorMailOptions>,
                TwoFactorMailOptionsValidator
            >()
        );
        services.TryAddSingleton<ITwoFactorNotifier, LoggingNotifier>();
        services.TryAddSingleton<InMemoryNotificationStore>();
        services.AddSingleton<NotificationSignal>();
        services.AddSingleton<MailClock>();
        services.AddSingleton<NotificationQueue>();
        services.AddSingleton<NotificationFiling>();
        services.AddSingleton<IProfileAnnouncer, AnnouncementFiling>();
        services.AddSingleton<MailCode>();
        services.AddSingleton<IEnrollmentCodeSender, EnrollmentCodeFiling>();
        services.AddSingleton<ITwoFactorEventHandler, MailSubscriber>();
        services.AddSingleton<IScopeRecords, QueuedMailOfScopes>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<TopicReader>();
        services.AddSingleton<RecipientReader>();
        services.AddSingleton<AnnouncementNotes>();
        services.AddSingleton<AnnouncementRunner>();
        services.AddSingleton<OwedRemovalDelivery>();
        services.AddSingleton<PersonalRunner>();
        services.AddSingleton<NotificationRunner>();
        services.AddHostedService<NotificationWorker>();
        services.AddSingleton<IHostedService, NotificationStartupCheck>();
    }
}
