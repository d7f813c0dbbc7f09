using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteSecretStoreTests : SecretStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override ISecretStore Secrets => _host.Secrets;

    protected override ISecretStore Reopen() => _host.Second.Secrets;

    public void Dispose() => _host.Dispose();
}
