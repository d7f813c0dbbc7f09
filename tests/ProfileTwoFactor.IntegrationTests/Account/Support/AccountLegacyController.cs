using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>For hosts that still route inside MVC: no endpoint, only filters.</summary>
[Route("legacy")]
public sealed class AccountLegacyController : Controller
{
    [HttpGet]
    [RequireAccountTwoFactor]
    public string Get() => Secret.Reveal();

    [HttpGet("named")]
    [Authorize(Policy = ProfileTwoFactorDefaults.AccountPolicyName)]
    public string Named() => Secret.Reveal();

    [HttpGet("fresh")]
    [RequireAccountTwoFactor(MaxAgeSeconds = 60)]
    public string Fresh() => Secret.Reveal();
}
