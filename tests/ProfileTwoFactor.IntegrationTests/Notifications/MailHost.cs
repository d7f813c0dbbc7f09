using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A host with the engine, its own store of notifications and a notifier the test holds; the worker runs.</summary>
internal sealed class MailHost(GateHost host, RecordingNotifier notifier, SwitchableStore store)
    : IAsyncDisposable
{
    public const string Origin = "https://heatmap.example";

    public GateHost Gate => host;

    public RecordingNotifier Notifier => notifier;

    public SwitchableStore Store => store;

    public static async Task<MailHost> StartAsync(
        TestDirectory? directory = null,
        Action<TwoFactorMailOptions>? mail = null,
        int dependencySeconds = 15,
        Action<IServiceCollection>? services = null
    )
    {
        var (notifier, store) = (new RecordingNotifier(), new SwitchableStore());
        var host = await GateHost.StartAsync(
            directory: directory,
            // What is tested is who is told, not the speed of a busy build machine.
            options: package => package.DependencyTimeout = TimeSpan.FromSeconds(dependencySeconds),
            services: collection =>
            {
                collection.AddProfileTwoFactor().AddMail();
                collection.RemoveAll<ITwoFactorNotifier>();
                collection.AddSingleton<INotificationStore>(store);
                collection.AddSingleton<ITwoFactorNotifier>(notifier);
                collection.Configure<TwoFactorMailOptions>(mail ?? (m => m.PublicOrigin = Origin));
                collection.Configure<NotificationWorkerOptions>(worker =>
                {
                    worker.PollInterval = TimeSpan.FromMilliseconds(20);
                    worker.FirstRetry = TimeSpan.Zero;
                });
                services?.Invoke(collection);
            }
        );
        return new MailHost(host, notifier, store);
    }

    public async Task<TwoFactorMail[]> MailsAsync(TwoFactorMailKind kind, int count)
    {
        await Eventually.IsAsync(
            () => notifier.Of(kind).Count >= count,
            $"{count} mails of kind {kind}",
            clock: host.Clock
        );
        await QuietAsync();
        return [.. notifier.Of(kind)];
    }

    /// <summary>Until nothing is left to do, so that a mail too many would be there.</summary>
    public Task QuietAsync() =>
        Eventually.IsAsync(
            async () => (await store.PendingAsync(host.Clock.GetUtcNow())).Count == 0,
            "an empty queue",
            clock: host.Clock
        );

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
