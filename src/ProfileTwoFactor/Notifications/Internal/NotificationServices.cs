using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

internal static class NotificationServices
{
    public static void AddNotifications(this IServiceCollection services)
    {
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
        services.AddSingleton<NotificationQueue>();
        services.AddSingleton<PendingAnnouncements>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<ITwoFactorEventSubscriber, MailSubscriber>();
        services.AddSingleton<TwoFactorEvents>();
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<RecipientReader>();
        services.AddSingleton<AnnouncementRunner>();
        services.AddSingleton<NotificationRunner>();
        services.AddHostedService<NotificationWorker>();
        services.AddSingleton<IHostedService, NotificationStartupCheck>();
    }
}
