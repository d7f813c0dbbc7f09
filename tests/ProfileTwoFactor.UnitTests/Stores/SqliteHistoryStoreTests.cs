using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteHistoryStoreTests : HistoryStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override IHistoryStore History => _host.History;

    protected override IHistoryStore Reopen() => _host.Second.History;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
