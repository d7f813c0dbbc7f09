using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>One queue for tenants whose profiles, members and addresses are equal.</summary>
public sealed class TenantQueueTests : DeliveryTestBase
{
    [Fact]
    public async Task Announcements_OfTwoTenants_AreBothKept()
    {
        await using var node = new MailNode(Clock, Members(1), Notifier);
        var announcer = node.Services.GetRequiredService<IProfileAnnouncer>();

        await announcer.KeepAsync(Enabled("one"), default);
        await announcer.KeepAsync(Enabled("two"), default);

        var jobs = await PendingAsync(node);
        Assert.Equal(2, jobs.Count);
        Assert.Equal(2, jobs.Select(job => job.Group).Distinct().Count());
    }

    [Fact]
    public async Task PacedMails_OfTwoTenants_BothGoOut()
    {
        await using var node = new MailNode(Clock, Members(1), Notifier);
        var events = node.Services.GetRequiredService<TwoFactorEventPublisher>();

        await events.PublishAsync(Enabled("one"));
        await events.PublishAsync(Enabled("two"));
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(2, Notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner).Count);
    }

    /// <summary>Each tenant's secrets may have a clock of their own, and outside a request there is no tenant to choose one by.</summary>
    [Fact]
    public async Task Clock_OfTheSecrets_IsNotAskedForTheQueueOfTenants()
    {
        await using var node = new MailNode(
            Clock,
            Members(1),
            Notifier,
            services: services =>
            {
                services.AddSingleton<IStoreClock>(new TenantClock());
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.TenantResolver = context => context.Request.Host.Host
                );
            }
        );
        await EnqueueNoticesAsync(node, 1);

        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Single(Notifier.Sent);
    }

    /// <summary>So that a newer version takes up the jobs of an older one.</summary>
    [Fact]
    public async Task Job_WithoutATenant_KeepsItsId()
    {
        await using var node = new MailNode(Clock, Members(1), Notifier);

        await node.KeepAsync("acme", "epoch-1");

        var hash = Convert.ToHexStringLower(KeyHash.Compute("Profile", "acme", "").AsSpan(0, 16));
        var job = Assert.Single(await PendingAsync(node));
        Assert.Equal(("announcement-" + hash, hash), (job.Id, job.Group));
    }

    private ProfileTwoFactorEnabled Enabled(string tenant) =>
        new(
            new TwoFactorEventContext
            {
                Scope = TwoFactorScope.Profile("acme").InTenant(tenant),
                ProfileName = "Acme Store",
                OwnerEmail = "olivia@example.com",
                MemberId = "acme-olivia",
                AccountName = "olivia@example.com",
                ActorMemberId = "acme-olivia",
                ActorAccountName = "olivia@example.com",
                Time = Clock.GetUtcNow(),
            },
            "epoch-1"
        );

    private sealed class TenantClock : IStoreClock
    {
        public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("There is no tenant to choose a database by.");
    }
}
