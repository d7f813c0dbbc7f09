using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>The same contract where the host filters every entity, swallows saves, tracks, and names things badly.</summary>
public sealed class HostileHostPolicyStoreTests : PolicyStoreContract, IDisposable
{
    private readonly SqliteHost<HostileContext> _host = new(
        (services, sqlite) => services.AddDbContextPool<HostileContext>(sqlite)
    );

    protected override IPolicyStore Policies => _host.Policies;

    protected override IPolicyStore Reopen() => _host.Second.Policies;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
