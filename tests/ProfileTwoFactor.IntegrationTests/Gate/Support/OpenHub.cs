using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>A hub anyone may connect to, with one gated method.</summary>
[SkipProfileTwoFactor]
public sealed class OpenHub : Hub
{
    public string Hello() => "hello";

    [RequireProfileTwoFactor]
    public string Show() => Secret.Reveal();
}
