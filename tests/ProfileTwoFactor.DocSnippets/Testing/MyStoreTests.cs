#region StoreContract
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;
using Xunit;

public sealed class MyPolicyStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new MyPolicyStore();

    [Theory, MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);
}

public sealed class MySecretStoreTests : SecretStoreContract
{
    protected override ISecretStore Secrets { get; } = new MySecretStore();

    [Theory, MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);
}
#endregion
