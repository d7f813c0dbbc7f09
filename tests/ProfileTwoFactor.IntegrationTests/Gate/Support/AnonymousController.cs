using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

[AllowAnonymous]
[Route("anonymous/{sid}")]
public sealed class AnonymousController : Controller
{
    // The mistake is the point; the framework's analyzer finds it only where it runs.
#pragma warning disable ASP0026
    [HttpGet]
    [RequireProfileTwoFactor]
    public string Get() => Secret.Reveal();
#pragma warning restore ASP0026
}
