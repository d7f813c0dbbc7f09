using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class RetiredEpochDeletionTests
{
    private const int MostAttempts = 8;
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(MostAttempts - 1, true)]
    [InlineData(MostAttempts, false)]
    public async Task Run_ThatLosesRaces_GivesUpAfterEight(int lost, bool expected)
    {
        var policies = new Contended(lost);
        await policies.AddAsync("old");

        Assert.Equal(expected, await RunAsync(policies));

        Assert.Equal(Math.Min(lost + 1, MostAttempts), policies.Writes);
        var left = await policies.FindAsync(Acme, CancellationToken.None);
        Assert.Equal(expected ? [] : ["old"], left!.RetiredEpochs);
    }

    [Fact]
    public async Task Run_WithoutEndedEpochs_WritesNothing()
    {
        var policies = new Contended(lost: 0);
        await policies.AddAsync();

        Assert.True(await RunAsync(policies));

        Assert.Equal(0, policies.Writes);
    }

    [Fact]
    public async Task Run_OfAPolicyThatIsGone_HasNothingLeft() =>
        Assert.True(await RunAsync(new Contended(lost: 0)));

    /// <summary>Also of a store that doesn't look at its token.</summary>
    [Fact]
    public async Task Run_ThatIsStopped_DeletesNothing()
    {
        var policies = new Contended(lost: 0);
        await policies.AddAsync("old");
        var secrets = new StubbornSecrets();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(policies, secrets, stopped.Token)
        );

        Assert.Equal(0, secrets.Deletions);
        Assert.Equal(0, policies.Writes);
    }

    private static async Task<bool> RunAsync(
        IPolicyStore policies,
        ISecretStore? secrets = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var services = new ServiceCollection()
            .AddSingleton(policies)
            .AddSingleton(secrets ?? new InMemorySecretStore())
            .BuildServiceProvider();
        return await new RetiredEpochDeletion(new ConfiguredStores(services)).RunAsync(
            Acme,
            cancellationToken
        );
    }

    private sealed class StubbornSecrets : ISecretStore
    {
        private readonly InMemorySecretStore _inner = new();

        public int Deletions { get; private set; }

        public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token) =>
            _inner.FindAsync(key, CancellationToken.None);

        public Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token) =>
            _inner.WriteAsync(record, CancellationToken.None);

        public IAsyncEnumerable<BindingRecord> ListAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken token
        ) => _inner.ListAsync(scope, epoch, CancellationToken.None);

        public Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token)
        {
            Deletions++;
            return _inner.DeleteEpochAsync(scope, epoch, CancellationToken.None);
        }
    }

    /// <summary>So many writes come after one of another caller, which changes nothing that matters here.</summary>
    private sealed class Contended(int lost) : IPolicyStore
    {
        private readonly InMemoryPolicyStore _inner = new();

        public int Writes { get; private set; }

        public Task AddAsync(params string[] retired) =>
            _inner.WriteAsync(
                new PolicyRecord
                {
                    Scope = Acme,
                    Enabled = true,
                    Epoch = "now",
                    ChangedAt = default,
                    ChangedBy = "owner",
                    RetiredEpochs = retired,
                },
                CancellationToken.None
            );

        public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
            _inner.FindAsync(scope, CancellationToken.None);

        public async Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token)
        {
            if (++Writes <= lost)
            {
                var found = await _inner.FindAsync(record.Scope, token);
                await _inner.WriteAsync(found! with { ChangedBy = $"{Writes}" }, token);
            }

            return await _inner.WriteAsync(record, token);
        }
    }
}
