using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqlitePolicyBindingStoreTests : PolicyBindingStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override IPolicyBindingStore Joint => _host.Joint;

    protected override IPolicyStore Policies => _host.Policies;

    protected override ISecretStore Secrets => _host.Secrets;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
