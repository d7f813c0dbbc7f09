using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Runs tests of a contract as the runner would, each on a store of its own, and tells which of them failed.</summary>
internal static class ContractRun
{
    /// <summary>Whether the contract's test of that name catches the store.</summary>
    /// <param name="create">A contract over a new store.</param>
    /// <param name="tests">The contract's tests.</param>
    /// <param name="test">The name without arguments.</param>
    public static async Task<bool> CatchesAsync(
        Func<StoreContract> create,
        IEnumerable<object[]> tests,
        string test
    )
    {
        var rows = tests.Where(row => Name(row).Split('(')[0] == test).ToList();
        Assert.NotEmpty(rows);
        return (await FailuresAsync(create, rows)).Count > 0;
    }

    /// <param name="create">A contract over a new store.</param>
    /// <param name="tests">The tests to run.</param>
    public static async Task<IReadOnlyList<string>> FailuresAsync(
        Func<StoreContract> create,
        IEnumerable<object[]> tests
    )
    {
        var failures = new List<string>();
        foreach (var test in tests.Select(Name))
        {
            // A store that never lets a writer win would be tried for ever.
            var run = Task.Run(() => create().Store_MeetsTheContract(test));
            try
            {
                await run.WaitAsync(TimeSpan.FromSeconds(20));
            }
            catch (Exception exception)
                when (exception
                        is StoreContractException
                            or TimeoutException
                            or NullReferenceException
                )
            {
                failures.Add(test);
            }
        }

        return failures;
    }

    private static string Name(object[] row) => (string)row[0];
}
