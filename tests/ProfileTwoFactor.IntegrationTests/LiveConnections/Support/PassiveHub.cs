using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

[RequireProfileTwoFactor]
[PassiveRequest]
public sealed class PassiveHub : Hub
{
    public string Show() => "clicks";

    [PassiveRequest]
    public string Ping() => "there";
}
