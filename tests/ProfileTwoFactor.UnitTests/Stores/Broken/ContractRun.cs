using System.Reflection;
using Xunit.Sdk;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Runs tests of a contract as the runner would, each on a store of its own, and tells which of them failed.</summary>
internal static class ContractRun
{
    /// <summary>Whether the contract's test of that name catches the store.</summary>
    public static async Task<bool> CatchesAsync<TContract>(Func<TContract> create, string test)
        where TContract : notnull
    {
        Assert.NotNull(typeof(TContract).GetMethod(test));
        return (await FailuresAsync(create, test)).Count > 0;
    }

    /// <param name="create">A contract over a new store.</param>
    /// <param name="only">The name of a test; null for all.</param>
    public static async Task<IReadOnlyList<string>> FailuresAsync<TContract>(
        Func<TContract> create,
        string? only = null
    )
        where TContract : notnull
    {
        var failures = new List<string>();
        foreach (var method in typeof(TContract).GetMethods())
        {
            if (
                method.GetCustomAttribute<FactAttribute>() is null
                || (only is not null && method.Name != only)
            )
            {
                continue;
            }

            foreach (var arguments in Rows(method))
            {
                // A store that never lets a writer win would be tried without end.
                var run = Task.Run(() => (Task)method.Invoke(create(), arguments)!);
                try
                {
                    await run.WaitAsync(TimeSpan.FromSeconds(20));
                }
                catch (Exception exception)
                    when (exception is XunitException or TimeoutException or NullReferenceException)
                {
                    failures.Add(method.Name);
                }
            }
        }

        return failures;
    }

    private static IEnumerable<object?[]?> Rows(MethodInfo method)
    {
        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        return data.Count == 0 ? [null] : data.SelectMany(source => source.GetData(method));
    }
}
