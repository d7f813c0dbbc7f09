using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class RetiredEpochSweeperTests
{
    private static readonly TwoFactorScope AcmeScope = TwoFactorScope.Profile("acme");
    private readonly InMemoryPolicyStore _policies = new();
    private readonly InMemorySecretStore _secrets = new();

    [Fact]
    public async Task Sweep_DeletesRetiredEpochsAndOnlyThose()
    {
        await WritePolicyAsync("now", ["", "old", "older"]);
        foreach (var epoch in new[] { "", "old", "older", "now", "current" })
        {
            await WriteAsync(AcmeScope, epoch);
            await WriteAsync(TwoFactorScope.Profile("beta"), epoch);
        }

        await SweepAsync();

        Assert.Equal(["now", "current"], await LeftAsync(AcmeScope));
        Assert.Equal(5, (await LeftAsync(TwoFactorScope.Profile("beta"))).Length);
        var policy = await _policies.FindAsync(AcmeScope, CancellationToken.None);
        Assert.Empty(policy!.RetiredEpochs);
        Assert.True(policy.Enabled);
        Assert.Equal("now", policy.Epoch);
    }

    [Fact]
    public async Task Sweep_OfAListThatNamesTheEpochInForce_LeavesIt()
    {
        await WritePolicyAsync("now", ["now", "old"]);
        await WriteAsync(AcmeScope, "now");

        await SweepAsync();

        Assert.Equal(["now"], await LeftAsync(AcmeScope));
    }

    [Fact]
    public async Task Sweep_AfterACrashBetweenDeletionAndPolicy_IsRepeatedAndFinishes()
    {
        await WritePolicyAsync("now", ["old"]);
        await WriteAsync(AcmeScope, "old");
        var crashing = new CrashingPolicies(_policies);
        await Assert.ThrowsAsync<IOException>(() => SweepAsync(crashing));
        Assert.Empty(await LeftAsync(AcmeScope));

        await SweepAsync();
        await SweepAsync();

        var policy = await _policies.FindAsync(AcmeScope, CancellationToken.None);
        Assert.Empty(policy!.RetiredEpochs);
        Assert.Equal(2, policy.Version);
    }

    [Fact]
    public async Task Sweep_ThatLosesToASwitch_TakesNothingBack()
    {
        await WritePolicyAsync("now", ["old"]);
        await WriteAsync(AcmeScope, "now");
        var racing = new RacingPolicies(_policies);

        await SweepAsync(racing);

        var policy = await _policies.FindAsync(AcmeScope, CancellationToken.None);
        Assert.Equal("next", policy!.Epoch);
        Assert.False(policy.Enabled);
        // Only what this sweep deleted is taken off.
        Assert.Equal(["now"], policy.RetiredEpochs);
        await SweepAsync();
        Assert.Empty(await LeftAsync(AcmeScope));
    }

    [Fact]
    public async Task Sweep_OfAnUnknownScope_DoesNothing()
    {
        await SweepAsync();

        Assert.Null(await _policies.FindAsync(AcmeScope, CancellationToken.None));
    }

    private async Task SweepAsync(IPolicyStore? policies = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(policies ?? _policies);
        services.AddSingleton<ISecretStore>(_secrets);
        using var sweeper = new RetiredEpochSweeper(
            new RetiredEpochQueue(),
            new ConfiguredStores(services.BuildServiceProvider()),
            TimeProvider.System,
            NullLogger<RetiredEpochSweeper>.Instance
        );
        await sweeper.SweepAsync(AcmeScope, CancellationToken.None);
    }

    private async Task WritePolicyAsync(string epoch, string[] retired) =>
        await _policies.WriteAsync(
            new PolicyRecord
            {
                Scope = AcmeScope,
                Enabled = true,
                Epoch = epoch,
                ChangedAt = DateTimeOffset.UnixEpoch,
                ChangedBy = "owner",
                RetiredEpochs = retired,
            },
            CancellationToken.None
        );

    private Task WriteAsync(TwoFactorScope scope, string epoch) =>
        _secrets.WriteAsync(
            new BindingRecord { Key = new(scope, epoch, "mark", "") },
            CancellationToken.None
        );

    private async Task<string[]> LeftAsync(TwoFactorScope scope)
    {
        var left = new List<string>();
        foreach (var epoch in new[] { "", "now", "old", "older", "current" })
        {
            await foreach (var record in _secrets.ListAsync(scope, epoch, CancellationToken.None))
            {
                left.Add(record.Key.Epoch);
            }
        }

        return [.. left];
    }

    private sealed class CrashingPolicies(IPolicyStore inner) : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
            inner.FindAsync(scope, token);

        public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token) =>
            throw new IOException("The process died here.");
    }

    /// <summary>The Owner switches the profile off, once, while the sweeper deletes.</summary>
    private sealed class RacingPolicies(IPolicyStore inner) : IPolicyStore
    {
        private bool _switched;

        public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
            inner.FindAsync(scope, token);

        public async Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token)
        {
            if (!_switched)
            {
                _switched = true;
                await inner.WriteAsync(
                    record with
                    {
                        Enabled = false,
                        Epoch = "next",
                        RetiredEpochs = ["old", record.Epoch],
                    },
                    token
                );
            }

            return await inner.WriteAsync(record, token);
        }
    }
}
