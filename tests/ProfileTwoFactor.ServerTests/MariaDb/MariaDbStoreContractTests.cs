using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.ServerTests.MariaDb;

/// <summary>The contract of stores on MariaDB, through MySQL's own provider of EF Core.</summary>
public sealed class MariaDbStoreContractTests
{
    public static IEnumerable<object[]> PolicyTests => PolicyStoreContract.Tests();

    public static IEnumerable<object[]> SecretTests => SecretStoreContract.Tests();

    public static IEnumerable<object[]> JointTests => PolicyBindingStoreContract.Tests();

    public static IEnumerable<object[]> HistoryTests => HistoryStoreContract.Tests();

    public static IEnumerable<object[]> NotificationTests => NotificationStoreContract.Tests();

    [MariaDbTheory]
    [MemberData(nameof(PolicyTests))]
    public Task PolicyStore_OnMariaDb_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, MariaDbHost.StartAsync, host => new PolicyRun(host));

    [MariaDbTheory]
    [MemberData(nameof(SecretTests))]
    public Task SecretStore_OnMariaDb_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, MariaDbHost.StartAsync, host => new SecretRun(host));

    [MariaDbTheory]
    [MemberData(nameof(JointTests))]
    public Task PolicyBindingStore_OnMariaDb_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, MariaDbHost.StartAsync, host => new JointRun(host));

    [MariaDbTheory]
    [MemberData(nameof(NotificationTests))]
    public Task NotificationStore_OnMariaDb_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, MariaDbHost.StartAsync, host => new NotificationRun(host));

    [MariaDbTheory]
    [InlineData(1)]
    public async Task Clock_OfMariaDb_IsThatOfItsServer(int seconds)
    {
        await using var host = await MariaDbHost.StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-seconds);

        var now = await host.Clock.GetUtcNowAsync(default);

        Assert.NotNull(now);
        Assert.InRange(now.Value, before, DateTimeOffset.UtcNow.AddSeconds(seconds));
    }

    [MariaDbTheory]
    [MemberData(nameof(HistoryTests))]
    public Task HistoryStore_OnMariaDb_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, MariaDbHost.StartAsync, host => new HistoryRun(host));

    private sealed class HistoryRun(MariaDbHost host) : HistoryStoreContract
    {
        protected override IHistoryStore History => host.History;

        protected override IHistoryStore Reopen() => host.Second().History;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class PolicyRun(MariaDbHost host) : PolicyStoreContract
    {
        protected override IPolicyStore Policies => host.Policies;

        protected override IPolicyStore Reopen() => host.Second().Policies;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class SecretRun(MariaDbHost host) : SecretStoreContract
    {
        protected override ISecretStore Secrets => host.Secrets;

        protected override ISecretStore Reopen() => host.Second().Secrets;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class JointRun(MariaDbHost host) : PolicyBindingStoreContract
    {
        protected override IPolicyBindingStore Joint => host.Joint;

        protected override IPolicyStore Policies => host.Policies;

        protected override ISecretStore Secrets => host.Secrets;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class NotificationRun(MariaDbHost host) : NotificationStoreContract
    {
        protected override INotificationStore Notifications => host.Notifications;

        protected override Task<bool> DamageAsync(string id) => host.DamageJobAsync(id);

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }
}
