using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemorySecretStoreTests : SecretStoreContract
{
    protected override ISecretStore Secrets { get; } = new InMemorySecretStore();

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);
}
