using Microsoft.AspNetCore.Mvc;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

[RequireAccountTwoFactor]
[Route("account-controller")]
public sealed class AccountClassController : Controller
{
    [HttpGet]
    public string Get() => Secret.Reveal();
}
