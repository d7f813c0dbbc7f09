using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

[RequireProfileTwoFactor]
[Route("controller/{sid}")]
public sealed class GatedClassController : Controller
{
    [HttpGet]
    public string Get() => Secret.Reveal();
}
