using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>A hub anyone may connect to, with one method that wants the account's second factor.</summary>
public sealed class AccountMethodHub : Hub
{
    public string Ping() => "there";

    [RequireAccountTwoFactor]
    public string Show() => Secret.Reveal();
}
