using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>Gated by what is said where it is mapped, not by an attribute.</summary>
public sealed class PlainHub : Hub
{
    public string Show() => "clicks";

    [PassiveRequest]
    public string Ping() => "there";
}
