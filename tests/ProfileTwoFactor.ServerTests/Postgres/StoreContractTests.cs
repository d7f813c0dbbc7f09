using System.Reflection;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using Xunit.Sdk;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>The contract of stores on PostgreSQL. Run as theories, since inherited facts could not say that PostgreSQL is missing.</summary>
public sealed class StoreContractTests
{
    public static TheoryData<string> PolicyTests => TestsOf(typeof(PolicyStoreContract));

    public static TheoryData<string> SecretTests => TestsOf(typeof(SecretStoreContract));

    public static TheoryData<string> NotificationTests =>
        TestsOf(typeof(NotificationStoreContract));

    [PostgresTheory]
    [MemberData(nameof(PolicyTests))]
    public Task PolicyStore_OnPostgres_KeepsTheContract(string test) =>
        RunAsync(test, host => new PolicyRun(host));

    [PostgresTheory]
    [MemberData(nameof(SecretTests))]
    public Task SecretStore_OnPostgres_KeepsTheContract(string test) =>
        RunAsync(test, host => new SecretRun(host));

    [PostgresTheory]
    [MemberData(nameof(NotificationTests))]
    public Task NotificationStore_OnPostgres_KeepsTheContract(string test) =>
        RunAsync(test, host => new NotificationRun(host));

    private static TheoryData<string> TestsOf(Type contract) =>
        new(
            contract
                .GetMethods()
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(method => method.Name)
        );

    private static async Task RunAsync<T>(string test, Func<PostgresHost, T> create)
        where T : notnull
    {
        var method = typeof(T).GetMethod(test)!;
        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        object?[]?[] rows =
            data.Count == 0 ? [null] : [.. data.SelectMany(source => source.GetData(method))];
        foreach (var arguments in rows)
        {
            await using var host = await PostgresHost.StartAsync();
            await (Task)
                method.Invoke(
                    create(host),
                    BindingFlags.DoNotWrapExceptions,
                    binder: null,
                    arguments,
                    culture: null
                )!;
        }
    }

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
    }
}
