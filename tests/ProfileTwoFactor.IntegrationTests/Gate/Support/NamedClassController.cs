using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>The class asks about one parameter, its action about the other.</summary>
[RequireProfileTwoFactor(ProfileIdParameter = "workspace")]
[Route("named-class/{workspace}/{sid}")]
public sealed class NamedClassController : Controller
{
    [HttpGet]
    [RequireProfileTwoFactor]
    public string Get() => Secret.Reveal();
}
