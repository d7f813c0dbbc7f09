using System.Reflection;
using Xunit.Sdk;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>The tests of a contract of stores, run as theories, since inherited facts could not say that a server is missing.</summary>
internal static class ContractRun
{
    public static TheoryData<string> TestsOf<TContract>() =>
        new(
            typeof(TContract)
                .GetMethods()
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(method => method.Name)
        );

    public static async Task RunAsync<THost, TRun>(
        string test,
        Func<Task<THost>> start,
        Func<THost, TRun> create
    )
        where THost : IAsyncDisposable
        where TRun : notnull
    {
        var method = typeof(TRun).GetMethod(test)!;
        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        object?[]?[] rows =
            data.Count == 0 ? [null] : [.. data.SelectMany(source => source.GetData(method))];
        foreach (var arguments in rows)
        {
            await using var host = await start();
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
}
