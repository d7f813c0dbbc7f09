using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemorySecretStoreTests : SecretStoreContract
{
    protected override ISecretStore Secrets { get; } = new InMemorySecretStore();
}
