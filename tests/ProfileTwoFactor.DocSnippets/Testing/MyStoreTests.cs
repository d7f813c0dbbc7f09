using ProfileTwoFactor.Stores;

namespace Shop.Testing;

#region StoreContract
public sealed class MyPolicyStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new MyPolicyStore();
}

public sealed class MySecretStoreTests : SecretStoreContract
{
    protected override ISecretStore Secrets { get; } = new MySecretStore();
}
#endregion
