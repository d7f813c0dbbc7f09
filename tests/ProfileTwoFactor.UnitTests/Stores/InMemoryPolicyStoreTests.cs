using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemoryPolicyStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new InMemoryPolicyStore();
}
