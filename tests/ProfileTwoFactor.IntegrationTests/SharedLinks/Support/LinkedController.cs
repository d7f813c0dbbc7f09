using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

[RequireSharedLink]
public sealed class LinkedController : Controller
{
    [HttpGet("/controller/{token}")]
    public string Show(SharedLink link) => Shown.Text(link);
}
