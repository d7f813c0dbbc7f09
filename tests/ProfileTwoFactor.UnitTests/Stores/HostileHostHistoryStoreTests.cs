using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>The same contract where the host filters every entity, swallows saves, tracks, and names things badly.</summary>
public sealed class HostileHostHistoryStoreTests : HistoryStoreContract, IDisposable
{
    private readonly SqliteHost<HostileContext> _host = new(
        (services, sqlite) => services.AddDbContextPool<HostileContext>(sqlite)
    );

    protected override IHistoryStore History => _host.History;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
