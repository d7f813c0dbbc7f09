using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>The contract of stores on PostgreSQL.</summary>
public sealed class StoreContractTests
{
    public static IEnumerable<object[]> PolicyTests => PolicyStoreContract.Tests();

    public static IEnumerable<object[]> SecretTests => SecretStoreContract.Tests();

    public static IEnumerable<object[]> JointTests => PolicyBindingStoreContract.Tests();

    public static IEnumerable<object[]> HistoryTests => HistoryStoreContract.Tests();

    public static IEnumerable<object[]> NotificationTests => NotificationStoreContract.Tests();

    [PostgresTheory]
    [MemberData(nameof(PolicyTests))]
    public Task PolicyStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new PolicyRun(host));

    [PostgresTheory]
    [MemberData(nameof(SecretTests))]
    public Task SecretStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new SecretRun(host));

    [PostgresTheory]
    [MemberData(nameof(JointTests))]
    public Task PolicyBindingStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new JointRun(host));

    [PostgresTheory]
    [MemberData(nameof(NotificationTests))]
    public Task NotificationStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(
            test,
            () => PostgresHost.StartAsync(),
            host => new NotificationRun(host)
        );

    [PostgresTheory]
    [MemberData(nameof(HistoryTests))]
    public Task HistoryStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new HistoryRun(host));

    private sealed class HistoryRun(PostgresHost host) : HistoryStoreContract
    {
        protected override IHistoryStore History => host.History;

        protected override IHistoryStore Reopen() => host.Second().History;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class PolicyRun(PostgresHost host) : PolicyStoreContract
    {
        protected override IPolicyStore Policies => host.Policies;

        protected override IPolicyStore Reopen() => host.Second().Policies;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class SecretRun(PostgresHost host) : SecretStoreContract
    {
        protected override ISecretStore Secrets => host.Secrets;

        protected override ISecretStore Reopen() => host.Second().Secrets;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class JointRun(PostgresHost host) : PolicyBindingStoreContract
    {
        protected override IPolicyBindingStore Joint => host.Joint;

        protected override IPolicyStore Policies => host.Policies;

        protected override ISecretStore Secrets => host.Secrets;

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class NotificationRun(PostgresHost host) : NotificationStoreContract
    {
        protected override INotificationStore Notifications => host.Notifications;

        protected override Task<bool> DamageAsync(string id) => host.DamageJobAsync(id);

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }
}
