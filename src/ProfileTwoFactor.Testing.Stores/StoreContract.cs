using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>What the contracts of stores have in common. They depend on no test framework.</summary>
/// <remarks>
/// Derive a test class from the contract of your store, and implement <see cref="Store_MeetsTheContract"/> as a test that is run once for each
/// name in the contract's <c>Tests</c>. Each run needs an empty store, so the framework must create an instance of the class for
/// each of them: xunit does so, NUnit with <c>[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]</c>.
/// </remarks>
public abstract class StoreContract
{
    private protected abstract ContractTests Contract { get; }

    /// <summary>Runs one test of the contract.</summary>
    /// <param name="test">A name from the contract's <c>Tests</c>.</param>
    /// <remarks>
    /// Implement it with your framework's attributes, and call <see cref="RunAsync"/>. In xunit:
    /// <c>[Theory, MemberData(nameof(Tests))] public override Task Store_MeetsTheContract(string test) => RunAsync(test);</c>
    /// Without the attributes, nothing is tested.
    /// </remarks>
    public abstract Task Store_MeetsTheContract(string test);

    /// <summary>Runs one test of the contract on the store.</summary>
    /// <param name="test">A name from the contract's <c>Tests</c>.</param>
    /// <exception cref="StoreContractException">The store doesn't meet the contract.</exception>
    /// <exception cref="ArgumentException">The contract has no test of that name.</exception>
    protected Task RunAsync(string test) => Contract.RunAsync(this, test);

    // The contracts show them by a method: xunit's analyzers fail on a property that a test class inherits from another assembly.
    private protected static IEnumerable<object[]> Rows(ContractTests tests) =>
        tests.Names.Select(name => new object[] { name });
}
