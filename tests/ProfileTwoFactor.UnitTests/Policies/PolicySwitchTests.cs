using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class PolicySwitchTests : IPolicyStore, IDisposable
{
    private const int MostAttempts = 8;
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private readonly InMemoryPolicyStore _inner = new();
    private readonly ServiceProvider _services;
    private readonly PolicySwitch _switch;

    /// <summary>What another caller does before a write.</summary>
    private Func<Task> _before = () => Task.CompletedTask;

    /// <summary>How many writes are refused without a reason.</summary>
    private int _refuses;

    /// <summary>Whether a write that succeeds is reported as lost.</summary>
    private bool _reportsConflict;

    private int _reads;
    private int _writes;
    private readonly RecordedLog _log = new();

    public PolicySwitchTests()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddRouting();
        services.AddProfileTwoFactor().AddInMemoryStores();
        services.AddSingleton<IPolicyStore>(this);
        _services = services.BuildServiceProvider();
        _switch = _services.GetRequiredService<PolicySwitch>();
    }

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void EnsureRoom_EndedEpochsThatWait_AreLimited(int waiting, bool expected)
    {
        var policy = PolicyOf("now") with { RetiredEpochs = [.. Epochs(waiting)] };

        var failure = Record.Exception(() => _switch.EnsureRoom(policy));

        Assert.Equal(expected, failure is null);
        if (!expected)
        {
            var unavailable = Assert.IsType<DependencyUnavailableException>(failure);
            Assert.Equal(DependencyNames.SecretStore, unavailable.Dependency);
            Assert.Contains("too many ended epochs", failure.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>So that there is room at the next attempt.</summary>
    [Fact]
    public async Task EnsureRoom_ThatIsNotThere_SendsTheEndedEpochsToTheSweeper()
    {
        var policy = PolicyOf("now") with { RetiredEpochs = [.. Epochs(32)] };

        Assert.NotNull(Record.Exception(() => _switch.EnsureRoom(policy)));

        Assert.Equal(Acme, await NextToSweepAsync());
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task Try_ASwitch_IsLoggedAndSendsWhatEndedToTheSweeper(bool enabled, string state)
    {
        await _switch.TryAsync(null, PolicyOf("one", enabled));

        Assert.Equal(
            [$"Two-factor authentication was switched {state}. Scope: Profile."],
            _log.Named("PolicyChanged")
        );
        Assert.Equal(Acme, await NextToSweepAsync());
    }

    [Fact]
    public void EnsureRoom_WithoutAPolicy_IsThere() =>
        Assert.Null(Record.Exception(() => _switch.EnsureRoom(null)));

    [Fact]
    public async Task Try_TheFirstSwitch_RetiresTheEpochOfBefore()
    {
        var written = await _switch.TryAsync(null, PolicyOf("one"));

        Assert.Equal([""], written!.RetiredEpochs);
        Assert.Null(written.LastEnabledEpoch);
        Assert.Equal("one", (await FoundAsync()).Epoch);
    }

    [Fact]
    public async Task Try_OffAndOnAgain_KeepsWhatTheOwnerSetAndTheLastReminder()
    {
        var reminded = DateTimeOffset.UnixEpoch.AddDays(1);
        await AddAsync(
            PolicyOf("one") with
            {
                RemindedAt = reminded,
                Values = new()
                {
                    Message = "hello",
                    ActiveAfter = reminded,
                    VerifiedAfter = reminded,
                    CodesAfter = reminded,
                    PasskeysAfter = reminded,
                    UpstreamAfter = reminded,
                },
            }
        );

        var off = await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false));

        Assert.Equal("one", off!.LastEnabledEpoch);
        Assert.Equal(["one"], off.RetiredEpochs);
        Assert.Equal(reminded, off.RemindedAt);
        Assert.Equal(new ProfilePolicyValues { Message = "hello" }, off.Values);

        var stillOff = await _switch.TryAsync(
            await FoundAsync(),
            PolicyOf("three", enabled: false)
        );

        Assert.Equal("one", stillOff!.LastEnabledEpoch);
        Assert.Equal(["one", "two"], stillOff.RetiredEpochs);

        var on = await _switch.TryAsync(await FoundAsync(), PolicyOf("four"));

        Assert.Null(on!.LastEnabledEpoch);
        Assert.Equal("hello", on.Values?.Message);
    }

    [Fact]
    public async Task Try_ValuesThatOnlyEndedWindows_AreNotKept()
    {
        await AddAsync(
            PolicyOf("one") with
            {
                Values = new() { ActiveAfter = DateTimeOffset.UnixEpoch },
            }
        );

        var off = await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false));

        Assert.Null(off!.Values);
    }

    /// <summary>Another profile or person may get the id.</summary>
    [Fact]
    public async Task Try_OffForGood_KeepsNothing()
    {
        await AddAsync(PolicyOf("one") with { Values = new() { Message = "hello" } });

        var off = await _switch.TryAsync(
            await FoundAsync(),
            PolicyOf("two", enabled: false),
            keepsProofs: false
        );

        Assert.Null(off!.LastEnabledEpoch);
        Assert.Null(off.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(MostAttempts - 1)]
    public async Task Try_WritesOfTheSameEpochInBetween_AreOvercome(int others)
    {
        await AddAsync(PolicyOf("one"));
        Contend(others);

        var off = await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false));

        Assert.Equal("two", off!.Epoch);
        Assert.Equal(others + 1, _writes);
    }

    [Fact]
    public async Task Try_TheFirstSwitch_IsRepeatedWhereTheStoreReportsAConflictWithNothing()
    {
        _refuses = 1;

        var written = await _switch.TryAsync(null, PolicyOf("one"));

        Assert.Equal("one", written!.Epoch);
        Assert.Equal(2, _writes);
    }

    [Fact]
    public async Task Try_AndTryChange_ThatSucceedAtOnce_ReadNothing()
    {
        await AddAsync(PolicyOf("one"));
        var from = await FoundAsync();

        var changed = await _switch.TryChangeAsync(from, policy => policy, _ => true);
        Assert.NotNull(await _switch.TryAsync(await FoundAsync(), PolicyOf("two")));

        Assert.NotNull(changed);
        Assert.Equal(0, _reads);
    }

    [Fact]
    public async Task Try_WithoutEnd_IsAnUnavailableStore()
    {
        await AddAsync(PolicyOf("one"));
        Contend(int.MaxValue);

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(async () =>
            await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false))
        );

        Assert.Equal(DependencyNames.PolicyStore, failure.Dependency);
        Assert.Contains("too many times", failure.Message, StringComparison.Ordinal);
        Assert.Equal(MostAttempts, _writes);
    }

    [Fact]
    public async Task Try_AnotherSwitchInBetween_Loses()
    {
        await AddAsync(PolicyOf("one"));
        _before = () => ReplaceAsync(found => found with { Epoch = "other" });

        Assert.Null(await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false)));

        Assert.Equal("other", (await FoundAsync()).Epoch);
    }

    /// <summary>A store that retried its own committed write reports a conflict.</summary>
    [Fact]
    public async Task Try_AWriteThatIsReportedAsLost_IsFoundByItsEpoch()
    {
        await AddAsync(PolicyOf("one"));
        _reportsConflict = true;

        var off = await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false));

        Assert.Equal("two", off!.Epoch);
        Assert.Equal(1, _writes);
    }

    [Fact]
    public async Task TryChange_WritesOfTheSameEpochInBetween_AreKept()
    {
        await AddAsync(PolicyOf("one"));
        Contend(MostAttempts - 1);

        var changed = await ChangeAsync(_ => true);

        Assert.Equal("hello", changed!.Values?.Message);
        Assert.Equal($"other {MostAttempts - 1}", (await FoundAsync()).ChangedBy);
    }

    [Fact]
    public async Task TryChange_WithoutEnd_IsAnUnavailableStore()
    {
        await AddAsync(PolicyOf("one"));
        Contend(int.MaxValue);

        await Assert.ThrowsAsync<DependencyUnavailableException>(() => ChangeAsync(_ => true));

        Assert.Equal(MostAttempts, _writes);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("other epoch")]
    [InlineData("other decision")]
    public async Task TryChange_WhatTheDecisionDependsOnInBetween_Loses(string between)
    {
        await AddAsync(PolicyOf("one"));
        _before = () =>
            ReplaceAsync(found =>
                found with
                {
                    Enabled = between != "off",
                    Epoch = between == "other epoch" ? "other" : "one",
                }
            );

        Assert.Null(await ChangeAsync(_ => between != "other decision"));
        Assert.Null((await FoundAsync()).Values);
    }

    [Fact]
    public async Task TryChange_AWriteThatIsReportedAsLost_IsFoundByItsId()
    {
        await AddAsync(PolicyOf("one"));
        _reportsConflict = true;

        var changed = await ChangeAsync(_ => false);

        Assert.Equal("hello", changed!.Values?.Message);
        Assert.Equal(1, _writes);
    }

    /// <summary>What was kept of the scope was read before.</summary>
    [Fact]
    public async Task Try_AndTryChange_VoidWhatWasDecidedBefore()
    {
        await AddAsync(PolicyOf("one"));
        var scope = _services.GetRequiredService<ScopeRegistry>().Scope(Acme);

        var first = scope.Generation;
        await ChangeAsync(_ => true);
        var second = scope.Generation;
        await _switch.TryAsync(await FoundAsync(), PolicyOf("two", enabled: false));

        Assert.NotSame(first, second);
        Assert.NotSame(second, scope.Generation);
    }

    Task<PolicyRecord?> IPolicyStore.FindAsync(TwoFactorScope scope, CancellationToken token)
    {
        _reads++;
        return _inner.FindAsync(scope, token);
    }

    async Task<StoreWriteStatus> IPolicyStore.WriteAsync(
        PolicyRecord record,
        CancellationToken token
    )
    {
        _writes++;
        if (_writes <= _refuses)
        {
            return StoreWriteStatus.Conflict;
        }

        await _before();
        var status = await _inner.WriteAsync(record, token);
        return _reportsConflict ? StoreWriteStatus.Conflict : status;
    }

    private async Task<TwoFactorScope> NextToSweepAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (
            var scope in _services
                .GetRequiredService<RetiredEpochQueue>()
                .ReadAllAsync(patience.Token)
        )
        {
            return scope;
        }

        throw new InvalidOperationException("The queue has ended.");
    }

    private void Contend(int others) =>
        _before = () =>
            _writes > others
                ? Task.CompletedTask
                : ReplaceAsync(found => found with { ChangedBy = $"other {_writes}" });

    private async Task<PolicyRecord?> ChangeAsync(Func<PolicyRecord, bool> holds) =>
        await _switch.TryChangeAsync(
            await FoundAsync(),
            policy => policy with { Values = new() { Message = "hello" } },
            holds
        );

    private async Task ReplaceAsync(Func<PolicyRecord, PolicyRecord> change) =>
        await _inner.WriteAsync(change(await FoundAsync()), CancellationToken.None);

    private Task AddAsync(PolicyRecord policy) => _inner.WriteAsync(policy, CancellationToken.None);

    private async Task<PolicyRecord> FoundAsync() =>
        (await _inner.FindAsync(Acme, CancellationToken.None))!;

    private static IEnumerable<string> Epochs(int count) =>
        Enumerable.Range(0, count).Select(number => $"{number}");

    private static PolicyRecord PolicyOf(string epoch, bool enabled = true) =>
        new()
        {
            Scope = Acme,
            Enabled = enabled,
            Epoch = epoch,
            ChangedAt = default,
            ChangedBy = "owner",
        };
}
