using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Runs a test of a contract of stores on a host of its own, which only starts where the server is not missing.</summary>
internal static class ContractRun
{
    public static async Task RunAsync<THost>(
        string test,
        Func<Task<THost>> start,
        Func<THost, StoreContract> create
    )
        where THost : IAsyncDisposable
    {
        await using var host = await start();
        await create(host).Store_MeetsTheContract(test);
    }
}
