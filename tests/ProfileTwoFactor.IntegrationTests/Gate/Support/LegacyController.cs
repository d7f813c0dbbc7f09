using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>For hosts that still route inside MVC: no endpoint, only filters.</summary>
[Route("legacy/{sid}")]
public sealed class LegacyController : Controller
{
    [HttpGet]
    [RequireProfileTwoFactor]
    public string Get() => Secret.Reveal();

    [HttpGet("fresh")]
    [RequireProfileTwoFactor(MaxAgeSeconds = 60)]
    public string Fresh() => Secret.Reveal();

    // The mistake is the point; the framework's analyzer finds it only where it runs.
#pragma warning disable ASP0026
    [HttpGet("anonymous")]
    [AllowAnonymous]
    [RequireProfileTwoFactor]
    public string Anonymous() => Secret.Reveal();
#pragma warning restore ASP0026
}
