using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

[RequireAccountTwoFactor]
public sealed class AccountHub : Hub
{
    public string Ping() => "there";

    public string Show() => Secret.Reveal();

    [RequireAccountTwoFactor(MaxAgeSeconds = 60)]
    public string ShowFresh() => Secret.Reveal();
}
