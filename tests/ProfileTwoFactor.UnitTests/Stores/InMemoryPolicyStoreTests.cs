using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemoryPolicyStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new InMemoryPolicyStore();
}
