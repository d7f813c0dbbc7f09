using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteNotificationStoreTests : NotificationStoreContract, IDisposable
{
    private readonly SqliteHost<HostContext> _host = new();

    protected override INotificationStore Notifications => _host.Notifications;

    protected override Task<bool> DamageAsync(string id) =>
        Task.FromResult(
            _host.Execute(
                $"UPDATE \"TwoFactorNotifications\" SET \"Version\" = -1 WHERE \"JobId\" = '{id}'"
            ) == 1
        );

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    public void Dispose() => _host.Dispose();
}
