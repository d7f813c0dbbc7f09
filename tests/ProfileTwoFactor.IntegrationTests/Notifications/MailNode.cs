using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Delivery;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>One node of a site: the package's services without a server. The worker runs only when told.</summary>
internal sealed class MailNode : IAsyncDisposable
{
    private readonly NotificationWorker _worker;

    public MailNode(
        FakeTimeProvider clock,
        IProfileDirectory directory,
        ITwoFactorNotifier notifier,
        INotificationStore? store = null,
        IPolicyStore? policies = null,
        string? sqlite = null,
        RecordedLog? log = null,
        Action<IServiceCollection>? services = null
    )
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(log ??= new RecordedLog()));
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production", ApplicationName = "Heatmap" }
        );
        collection.AddSingleton(directory);
        collection.AddSingleton(notifier);
        collection.Configure<ProfileTwoFactorOptions>(options =>
            options.DependencyTimeout = TimeSpan.FromSeconds(30)
        );
        collection.Configure<NotificationWorkerOptions>(options =>
            options.PollInterval = TimeSpan.FromMilliseconds(20)
        );
        if (sqlite is null)
        {
            collection
                .AddProfileTwoFactor()
                .AddInMemoryStores(allowOutsideDevelopment: true)
                .AddMail();
        }
        else
        {
            collection.AddDbContext<MailContext>(options => options.UseSqlite(sqlite));
            collection.AddProfileTwoFactor().AddEntityFrameworkStores<MailContext>().AddMail();
        }

        if (store is not null)
        {
            collection.RemoveAll<INotificationStore>();
            collection.AddSingleton(store);
        }

        if (policies is not null)
        {
            collection.Replace(ServiceDescriptor.Singleton(policies));
        }

        services?.Invoke(collection);
        Services = collection.BuildServiceProvider(validateScopes: true);
        _worker = Services.GetServices<IHostedService>().OfType<NotificationWorker>().Single();
    }

    public ServiceProvider Services { get; }

    public IPolicyStore Policies => Services.GetRequiredService<IPolicyStore>();

    public INotificationStore Store =>
        Services.GetService<INotificationStore>()
        ?? Services.GetRequiredService<InMemoryNotificationStore>();

    /// <summary>Keeps the announcement and switches the profile on.</summary>
    public async Task EnableAsync(string profile = "acme", string epoch = "epoch-1")
    {
        var scope = TwoFactorScope.Profile(profile);
        var current = await Policies.FindAsync(scope, default);
        var owner = TestDirectory.MemberId(profile, "olivia");
        await KeepAsync(profile, epoch);
        await Policies.WriteAsync(
            new PolicyRecord
            {
                Scope = scope,
                Version = current?.Version ?? 0,
                Enabled = true,
                Epoch = epoch,
                ChangedAt = DateTimeOffset.UnixEpoch,
                ChangedBy = owner,
            },
            default
        );
    }

    /// <summary>Keeps the announcement of a switch that may yet come.</summary>
    public Task KeepAsync(string profile, string epoch) =>
        Services
            .GetRequiredService<IProfileAnnouncer>()
            .KeepAsync(
                new ProfileTwoFactorEnabled(
                    new TwoFactorEventContext
                    {
                        Scope = TwoFactorScope.Profile(profile),
                        ProfileName = "Acme Store",
                        OwnerEmail = "olivia@example.com",
                        MemberId = TestDirectory.MemberId(profile, "olivia"),
                        AccountName = "olivia@example.com",
                        ActorMemberId = TestDirectory.MemberId(profile, "olivia"),
                        ActorAccountName = "olivia@example.com",
                        Time = Services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    },
                    epoch
                ),
                default
            );

    /// <summary>Works on what is due now, once.</summary>
    public async Task<int> WorkAsync(DateTimeOffset now)
    {
        var due = await Store.AllDueAsync(now);
        var runner = Services.GetRequiredService<NotificationRunner>();
        foreach (var job in due)
        {
            await runner.RunAsync(job, default);
        }

        return due.Count;
    }

    public Task StartWorkerAsync() => _worker.StartAsync(default);

    public Task StopWorkerAsync() => _worker.StopAsync(default);

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        await Services.DisposeAsync();
    }
}
