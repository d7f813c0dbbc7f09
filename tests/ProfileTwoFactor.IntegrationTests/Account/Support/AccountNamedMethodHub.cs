using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>A hub anyone may connect to. One method names the policy where the attribute should stand.</summary>
public sealed class AccountNamedMethodHub : Hub
{
    public string Ping() => "there";

    [Authorize(Policy = ProfileTwoFactorDefaults.AccountPolicyName)]
    public string Show() => Secret.Reveal();
}
