using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

[Route("action/{sid}")]
public sealed class GatedActionController : Controller
{
    [HttpGet]
    [RequireProfileTwoFactor]
    public string Get() => Secret.Reveal();
}
