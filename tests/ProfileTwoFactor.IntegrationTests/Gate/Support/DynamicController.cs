using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>Reached only through <c>MapDynamicControllerRoute</c>.</summary>
public sealed class DynamicController : Controller
{
    [RequireProfileTwoFactor]
    public IActionResult Show() =>
        Request.QueryString.Value == "?fail"
            ? NotFound()
            : Content($"{Secret.Reveal()} of {RouteData.Values["sid"]}");
}
