using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteNotificationStoreTests : NotificationStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override INotificationStore Notifications => _host.Notifications;

    public void Dispose() => _host.Dispose();
}
