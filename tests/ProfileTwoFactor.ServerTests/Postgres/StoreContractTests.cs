using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>The contract of stores on PostgreSQL.</summary>
public sealed class StoreContractTests
{
    public static TheoryData<string> PolicyTests => ContractRun.TestsOf<PolicyStoreContract>();

    public static TheoryData<string> SecretTests => ContractRun.TestsOf<SecretStoreContract>();

    public static TheoryData<string> NotificationTests =>
        ContractRun.TestsOf<NotificationStoreContract>();

    [PostgresTheory]
    [MemberData(nameof(PolicyTests))]
    public Task PolicyStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new PolicyRun(host));

    [PostgresTheory]
    [MemberData(nameof(SecretTests))]
    public Task SecretStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(test, () => PostgresHost.StartAsync(), host => new SecretRun(host));

    [PostgresTheory]
    [MemberData(nameof(NotificationTests))]
    public Task NotificationStore_OnPostgres_KeepsTheContract(string test) =>
        ContractRun.RunAsync(
            test,
            () => PostgresHost.StartAsync(),
            host => new NotificationRun(host)
        );

    private sealed class PolicyRun(PostgresHost host) : PolicyStoreContract
    {
        protected override IPolicyStore Policies => host.Policies;

        protected override IPolicyStore Reopen() => host.Second().Policies;
    }

    private sealed class SecretRun(PostgresHost host) : SecretStoreContract
    {
        protected override ISecretStore Secrets => host.Secrets;

        protected override ISecretStore Reopen() => host.Second().Secrets;
    }

    private sealed class NotificationRun(PostgresHost host) : NotificationStoreContract
    {
        protected override INotificationStore Notifications => host.Notifications;

        protected override Task<bool> DamageAsync(string id) => host.DamageJobAsync(id);
    }
}
