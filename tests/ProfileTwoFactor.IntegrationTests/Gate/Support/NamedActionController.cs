using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>The other way round than <see cref="NamedClassController"/>.</summary>
[RequireProfileTwoFactor]
[Route("named-action/{workspace}/{sid}")]
public sealed class NamedActionController : Controller
{
    [HttpGet]
    [RequireProfileTwoFactor(ProfileIdParameter = "workspace")]
    public string Get() => Secret.Reveal();
}
