using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>Asks each thing that is kept with two tenants whose ids are equal.</summary>
public sealed class TenantWalk : IAsyncDisposable
{
    private const string One = "one";
    private const string Two = "two";

    private static readonly Dictionary<string, Func<TenantWalk, Task>> Steps = new()
    {
        ["DecisionCache._decisions"] = walk => walk.DecisionsAsync(),
        ["DecisionCache._inBackground"] = walk => walk.BackgroundDecisionsAsync(),
        ["ScopeRegistry._scopes"] = walk => walk.ScopesAsync(),
        ["AccountPolicies._kept"] = walk => walk.AccountsAsync(),
        ["AcceptedSteps._steps"] = walk => walk.AcceptedStepsAsync(),
        ["CodeAttemptLimiter._persons"] = walk => walk.AttemptsAsync(),
        ["CircuitRegistry._circuits"] = walk => walk.CircuitsAsync(),
        ["PolicyRules._withoutKinds"] = walk => walk.LostKindsAsync(),
        ["OwnerCheck._owners"] = walk => walk.OwnersAsync(),
        ["HistorySink._sweptAt"] = walk => walk.HistorySweepsAsync(),
        ["NodeClock._readings"] = walk => walk.ClockReadingsAsync(),
        ["WouldRefuseCounts._counts"] = walk => walk.WouldRefuseAsync(),
    };

    private readonly CountingClock _clock = new();
    private readonly CountingDirectory _directory = new();
    private readonly CountingHistory _history = new();
    private readonly CountingErrors _errors = new();
    private readonly ServiceProvider _services;

    public TenantWalk()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<ILogger<PolicyRules>>(_errors);
        services.AddSingleton<IStoreClock>(_clock);
        services.AddSingleton<IProfileDirectory>(_directory);
        services
            .AddProfileTwoFactor(options =>
                options.TenantResolver = context => context.Request.Host.Host
            )
            .AddInMemoryStores();
        services.AddSingleton<AccountUserId>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<AccountPolicies>();
        services.AddSingleton<IHistoryStore>(_history);
        new ProfileTwoFactorBuilder(services).AddSecurityHistory();
        _services = services.BuildServiceProvider();
    }

    public static IEnumerable<string> Fields => Steps.Keys;

    public static TheoryData<string> All => [.. Steps.Keys];

    public Task RunAsync(string field) => Steps[field](this);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Task DecisionsAsync()
    {
        var cache = Get<DecisionCache>();
        var (one, two) = (ScopeOf(One), ScopeOf(Two));

        cache.Keep(Key(one), new CachedDecision(one.Generation, 1, 0, 0, null!, null!));
        cache.Keep(Key(two), new CachedDecision(two.Generation, 1, 5, 5, null!, null!));

        Assert.Equal(0, cache.Find(one, Key(one), 1)?.VerifiedAt);
        Assert.Equal(5, cache.Find(two, Key(two), 1)?.VerifiedAt);
        Assert.Null(cache.FindInBackground(one, Key(one), 1));
        return Task.CompletedTask;
    }

    private Task BackgroundDecisionsAsync()
    {
        var cache = Get<DecisionCache>();
        var (one, two) = (ScopeOf(One), ScopeOf(Two));

        cache.KeepInBackground(Key(one), new CachedDecision(one.Generation, 1, 0, 0, null!, null!));

        Assert.NotNull(cache.FindInBackground(one, Key(one), 1));
        Assert.Null(cache.FindInBackground(two, Key(two), 1));
        Assert.Null(cache.Find(one, Key(one), 1));
        return Task.CompletedTask;
    }

    private static DecisionKey Key(ScopeState scope) =>
        new(scope.Scope, "mark", null, null, "Cookies", new(WindowCarrier.Cookie, "token"));

    private Task ScopesAsync()
    {
        var (one, two) = (ScopeOf(One), ScopeOf(Two));
        var (before, kept) = (one.Generation, two.Generation);

        Get<ScopeRegistry>().Invalidate(Profile(One));

        Assert.NotSame(before, one.Generation);
        Assert.Same(kept, ScopeOf(Two).Generation);
        Assert.NotEqual(one.WindowCookie, two.WindowCookie);
        Assert.NotEqual(one.PendingCookie, two.PendingCookie);
        return Task.CompletedTask;
    }

    private Task WouldRefuseAsync()
    {
        var counts = Get<WouldRefuseCounts>();

        counts.Add(Profile(One), "mark");

        Assert.Equal(1, counts.Of(Profile(One)).Requests);
        Assert.Equal(0, counts.Of(Profile(Two)).Requests);
        return Task.CompletedTask;
    }

    private async Task AccountsAsync()
    {
        await Get<IPolicyStore>()
            .WriteAsync(
                new PolicyRecord
                {
                    Scope = TwoFactorScope.Account("mei").InTenant(One),
                    Enabled = true,
                    Epoch = "epoch",
                    ChangedAt = DateTimeOffset.UnixEpoch,
                    ChangedBy = "mei",
                },
                CancellationToken.None
            );
        var accounts = Get<AccountPolicies>();

        Assert.True((await accounts.FindAsync(Request(One), "mei")).Enabled);
        Assert.False((await accounts.FindAsync(Request(Two), "mei")).Enabled);
        Assert.True((await accounts.FindAsync(Request(One), "mei")).Enabled);
    }

    private Task AcceptedStepsAsync()
    {
        var steps = Get<AcceptedSteps>();

        steps.Add(One, "binding", 8);

        Assert.Equal(8, steps.Last(One, "binding", 1));
        Assert.Equal(1, steps.Last(Two, "binding", 1));
        return Task.CompletedTask;
    }

    private async Task CircuitsAsync()
    {
        var circuits = Get<CircuitRegistry>();
        Task<bool> AskAsync(string tenant, Func<bool, Task<bool>> call) =>
            circuits
                .RunAsync(
                    DependencyNames.PolicyStore,
                    tenant,
                    answer => new ValueTask<bool>(call(answer)),
                    true
                )
                .AsTask();

        for (var i = 0; i < Circuit.FailuresToOpen; i++)
        {
            await Assert.ThrowsAsync<TimeoutException>(() =>
                AskAsync(One, _ => throw new TimeoutException())
            );
        }

        await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            AskAsync(One, Task.FromResult)
        );
        Assert.True(await AskAsync(Two, Task.FromResult));
    }

    private async Task AttemptsAsync()
    {
        var limiter = Get<CodeAttemptLimiter>();
        var release = new TaskCompletionSource();
        var begun = 0;
        Task<TwoFactorResult<string>> TryAsync(string tenant)
        {
            var request = Request(tenant);
            request.User = new(new ClaimsIdentity([new("sub", "mark")], "Cookies"));
            return limiter.RunAsync(
                request,
                async () =>
                {
                    begun++;
                    await release.Task;
                    return TwoFactorResult<string>.Success("checked");
                }
            );
        }

        Task[] attempts = [TryAsync(One), TryAsync(One), TryAsync(One)];
        Assert.Equal(2, begun);
        attempts = [.. attempts, TryAsync(Two)];
        Assert.Equal(3, begun);

        release.SetResult();
        await Task.WhenAll(attempts);
    }

    private async Task HistorySweepsAsync()
    {
        var sink = Get<HistorySink>();
        Task WriteAsync(string tenant) =>
            sink.WriteAsync(
                new CodeVerified(
                    new TwoFactorEventContext
                    {
                        Scope = Profile(tenant),
                        ProfileName = "",
                        OwnerEmail = "",
                        MemberId = "mark",
                        AccountName = "mark",
                        ActorMemberId = "mark",
                        ActorAccountName = "mark",
                        Time = DateTimeOffset.UnixEpoch,
                    },
                    0
                ),
                CancellationToken.None
            );

        await WriteAsync(One);
        await WriteAsync(Two);
        await WriteAsync(One);

        Assert.Equal(2, _history.Swept);
    }

    private Task LostKindsAsync()
    {
        var rules = Get<PolicyRules>();

        rules.Of(PolicyOf(One));
        rules.Of(PolicyOf(Two));
        rules.Of(PolicyOf(One));

        Assert.Equal(2, _errors.Count);
        return Task.CompletedTask;

        static PolicyRecord PolicyOf(string tenant) =>
            new()
            {
                Scope = Profile(tenant),
                Enabled = true,
                Epoch = "epoch",
                ChangedAt = default,
                ChangedBy = "olivia",
                Values = new() { AllowedAuthenticators = ["passkey"] },
            };
    }

    private async Task OwnersAsync()
    {
        var owners = Get<OwnerCheck>();

        await owners.WarnIfUnknownAsync(CallOf(One));
        await owners.WarnIfUnknownAsync(CallOf(Two));
        await owners.WarnIfUnknownAsync(CallOf(One));

        Assert.Equal(2, _directory.Asked);
    }

    private ProfileCall CallOf(string tenant) =>
        new()
        {
            Context = new DefaultHttpContext { RequestServices = _services },
            Policy = null,
            Profile = new TwoFactorProfile
            {
                Id = "acme",
                Name = "Acme",
                OwnerMemberId = "olivia",
                OwnerEmail = "olivia@example.com",
            },
            Member = new ProfileMember { MemberId = "mark", AccountName = "mark@example.com" },
            Subject = new ScopeSubject
            {
                Scope = Profile(tenant),
                User = new ClaimsPrincipal(),
                MemberId = "mark",
                MemberStamp = "",
                OwnerMemberId = "olivia",
            },
        };

    private async Task ClockReadingsAsync()
    {
        var clock = Get<NodeClock>();

        await clock.EnsureAgreesAsync(One);
        await clock.EnsureAgreesAsync(Two);
        await clock.EnsureAgreesAsync(One);

        Assert.Equal(2, _clock.Readings);
    }

    private ScopeState ScopeOf(string tenant) => Get<ScopeRegistry>().Scope(Profile(tenant));

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static TwoFactorScope Profile(string tenant) =>
        TwoFactorScope.Profile("acme").InTenant(tenant);

    private static DefaultHttpContext Request(string tenant) =>
        new() { Request = { Host = new HostString(tenant) } };

    private sealed class CountingDirectory : IProfileDirectory
    {
        public int Asked { get; private set; }

        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) => new((ProfileAccess?)null);

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        )
        {
            Asked++;
            return new((ProfileMember?)null);
        }

        public IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            CancellationToken cancellationToken
        ) => AsyncEnumerable.Empty<ProfileMember>();
    }

    private sealed class CountingErrors : ILogger<PolicyRules>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Count += logLevel == LogLevel.Error ? 1 : 0;
    }

    private sealed class CountingClock : IStoreClock
    {
        public int Readings { get; private set; }

        public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken)
        {
            Readings++;
            return Task.FromResult<DateTimeOffset?>(TimeProvider.System.GetUtcNow());
        }
    }

    private sealed class CountingHistory : IHistoryStore
    {
        public int Swept { get; private set; }

        public Task AddAsync(HistoryRecord record, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public Task<IReadOnlyList<HistoryRecord>> ListAsync(
            HistoryQuery query,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<HistoryRecord>>([]);

        public Task<bool> DeleteAsync(
            DateTimeOffset before,
            int limit,
            CancellationToken cancellationToken
        )
        {
            Swept++;
            return Task.FromResult(false);
        }

        public Task DeleteScopeAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
