using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemoryPolicyStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new InMemoryPolicyStore();

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);
}
