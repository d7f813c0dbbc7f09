using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqlitePolicyStoreTests : PolicyStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override IPolicyStore Policies => _host.Policies;

    protected override IPolicyStore Reopen() => _host.Second.Policies;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
