using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>The same contract where the host filters every entity, swallows saves, tracks, and names things badly.</summary>
public sealed class HostileHostNotificationStoreTests : NotificationStoreContract, IDisposable
{
    private readonly SqliteHost<HostileContext> _host = new(
        (services, sqlite) => services.AddDbContextPool<HostileContext>(sqlite)
    );

    protected override INotificationStore Notifications => _host.Notifications;

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
