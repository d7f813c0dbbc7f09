using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

[Route("echo/{sid}")]
public sealed class EchoController : Controller
{
    [HttpPost]
    [RequireProfileTwoFactor]
    public string Post(string sid) => $"profile {sid}";
}
