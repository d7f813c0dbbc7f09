using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemoryNotificationStoreTests : NotificationStoreContract
{
    protected override INotificationStore Notifications { get; } = new InMemoryNotificationStore();
}
