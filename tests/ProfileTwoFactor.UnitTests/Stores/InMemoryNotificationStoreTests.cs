using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class InMemoryNotificationStoreTests : NotificationStoreContract
{
    protected override INotificationStore Notifications { get; } = new InMemoryNotificationStore();

    [Theory]
    [MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);
}
