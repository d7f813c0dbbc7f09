using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>Names the policy where the attribute should stand.</summary>
[Authorize(Policy = ProfileTwoFactorDefaults.AccountPolicyName)]
public sealed class AccountNamedHub : Hub
{
    public string Ping() => "there";

    public string Show() => Secret.Reveal();
}
