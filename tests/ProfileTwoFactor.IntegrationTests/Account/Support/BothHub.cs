using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

[RequireProfileTwoFactor]
[RequireAccountTwoFactor]
public sealed class BothHub : Hub
{
    [PassiveRequest]
    public string Ping() => "there";

    public string Show() => Secret.Reveal();
}
