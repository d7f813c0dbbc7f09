using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteSecretStoreTests : SecretStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override ISecretStore Secrets => _host.Secrets;

    protected override ISecretStore Reopen() => _host.Second.Secrets;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
