using Microsoft.AspNetCore.Mvc;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

[Route("account-action")]
public sealed class AccountActionController : Controller
{
    [HttpGet]
    [RequireAccountTwoFactor]
    public string Get() => Secret.Reveal();
}
