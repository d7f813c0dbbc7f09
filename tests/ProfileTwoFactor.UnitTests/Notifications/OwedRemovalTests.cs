using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Delivery;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.UnitTests.Notifications;

/// <summary>What the operators' tool removed, and a node of the app tells.</summary>
public sealed class OwedRemovalTests : IAsyncDisposable
{
    private const string EventId = "event-1";
    private const string JobId = "owed-" + EventId;
    private const string MemberId = "m-1";

    private readonly FakeTimeProvider _clock = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly App _app = new();
    private readonly ServiceProvider _services;

    public OwedRemovalTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production", ApplicationName = "Shop" }
        );
        services.AddSingleton<IProfileDirectory>(_app);
        services.AddSingleton<ITwoFactorNotifier>(_app);
        services.AddSingleton<ITwoFactorEventHandler>(_app);
        services.AddProfileTwoFactor().AddInMemoryStores(allowOutsideDevelopment: true).AddMail();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    private InMemoryNotificationStore Store =>
        _services.GetRequiredService<InMemoryNotificationStore>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Removal_OfAMember_IsMailedAndPublishedWithTheNameOfTheDirectory()
    {
        _app.Member = Mark("stamp");
        await OweAsync("stamp");

        await WorkAsync();

        var mail = Assert.Single(_app.Sent);
        Assert.Equal(
            (TwoFactorMailKind.RemovedByOperator, "mark@example.com"),
            (mail.Kind, mail.To)
        );
        var happened = Assert.Single(_app.Happened);
        Assert.Equal(
            (EventId, "mark@example.com", "Ticket 4711"),
            (happened.EventId, happened.Context.AccountName, happened.Reason)
        );
        Assert.Null(await Store.FindJobAsync(JobId, default));
    }

    [Theory]
    [InlineData("stamp", "another")]
    [InlineData("stamp", null)]
    [InlineData("", "another")]
    public async Task Removal_OfAMemberWhoseIdAnotherHasNow_IsPublishedAndNotMailed(
        string removed,
        string? now
    )
    {
        _app.Member = Mark(now);
        await OweAsync(removed);

        await WorkAsync();

        Assert.Empty(_app.Sent);
        Assert.Equal("", Assert.Single(_app.Happened).Context.AccountName);
    }

    [Fact]
    public async Task Removal_OfAPersonWhomTheAppDoesNotKnow_IsPublishedAndNotMailed()
    {
        await OweAsync("");

        await WorkAsync();

        Assert.Empty(_app.Sent);
        Assert.Equal(MemberId, Assert.Single(_app.Happened).Context.MemberId);
        Assert.Null(await Store.FindJobAsync(JobId, default));
    }

    [Fact]
    public async Task Removal_WhileTheDirectoryFails_WaitsAndIsThenToldOnce()
    {
        _app.Member = Mark(null);
        _app.IsDown = true;
        await OweAsync("");

        await WorkAsync();
        Assert.Empty(_app.Happened);
        Assert.NotNull(await Store.FindJobAsync(JobId, default));
        _app.IsDown = false;
        await WorkAsync();

        Assert.Single(_app.Sent);
        Assert.Single(_app.Happened);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Removal_WhoseNodeEndsBeforeTheJobIsDeleted_IsToldAtLeastOnce(
        bool isMailSentBefore,
        int mails
    )
    {
        _app.Member = Mark(null);
        await TellAsync();
        if (isMailSentBefore)
        {
            await WorkAsync();
            Assert.Single(_app.Sent);
        }

        await TellAsync();
        await WorkAsync();

        // While the first mail waits, it is filed once. All events have one id, by which an app knows them.
        Assert.Equal(mails, _app.Sent.Count);
        Assert.Equal([EventId, EventId], _app.Happened.Select(happened => happened.EventId));
    }

    private static ProfileMember Mark(string? stamp) =>
        new()
        {
            MemberId = MemberId,
            AccountName = "mark@example.com",
            Stamp = stamp,
        };

    /// <summary>All that a node does for the job, up to its deletion.</summary>
    private Task<JobStep> TellAsync()
    {
        var payload = Payload("");
        return _services
            .GetRequiredService<OwedRemovalDelivery>()
            .RunAsync(payload, payload.Owed!, default);
    }

    /// <summary>As the tool writes it.</summary>
    private Task OweAsync(string stamp)
    {
        var payload = Payload(stamp);
        return Store.WriteJobAsync(
            new NotificationJob
            {
                Id = JobId,
                Lane = NotificationLane.Personal,
                Group = NotificationFiling.GroupOf(payload.Scope),
                NotBefore = _clock.GetUtcNow(),
                Payload = payload.Write(),
            },
            default
        );
    }

    private NotificationPayload Payload(string stamp) =>
        new()
        {
            Kind = TwoFactorMailKind.RemovedByOperator,
            ScopeKind = TwoFactorScopeKind.Profile,
            ScopeId = App.ProfileId,
            ProfileName = "",
            OwnerEmail = "",
            MemberId = MemberId,
            ActorMemberId = "sam",
            ActorAccountName = "sam",
            Time = _clock.GetUtcNow(),
            Owed = new OwedRemoval(
                EventId,
                OperatorRemoval.MemberAuthenticator,
                "Ticket 4711",
                stamp
            ),
        };

    /// <summary>Some rounds: a job that is due files another, and one that failed is due again later.</summary>
    private async Task WorkAsync()
    {
        const int rounds = 4;
        var runner = _services.GetRequiredService<NotificationRunner>();
        for (var round = 0; round < rounds; round++)
        {
            var due = new DueJobQuery
            {
                Lane = NotificationLane.Personal,
                Now = _clock.GetUtcNow(),
                Limit = 10,
            };
            foreach (var job in await Store.ListDueJobsAsync(due, default))
            {
                await runner.RunAsync(job, default);
            }

            _clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>The app's people, mail server and subscriber.</summary>
    private sealed class App : IProfileDirectory, ITwoFactorNotifier, ITwoFactorEventHandler
    {
        public const string ProfileId = "acme";

        public ProfileMember? Member { get; set; }

        public bool IsDown { get; set; }

        public List<TwoFactorMail> Sent { get; } = [];

        public List<RemovedByOperator> Happened { get; } = [];

        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) =>
            IsDown
                ? throw new IOException("down")
                : new(
                    new ProfileAccess(
                        new TwoFactorProfile
                        {
                            Id = ProfileId,
                            Name = "Acme Store",
                            OwnerMemberId = "o-1",
                            OwnerEmail = "olivia@example.com",
                        },
                        null
                    )
                );

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        ) => new(Member?.MemberId == memberId ? Member : null);

        public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
        {
            Sent.Add(mail);
            return Task.CompletedTask;
        }

        public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
        {
            if (happened is RemovedByOperator removed)
            {
                Happened.Add(removed);
            }

            return Task.CompletedTask;
        }
    }
}
