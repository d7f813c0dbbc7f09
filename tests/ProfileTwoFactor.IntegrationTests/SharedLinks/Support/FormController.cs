using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

[RequireSharedLink]
public sealed class FormController : Controller
{
    [HttpPost("/form/{token}")]
    public string Show(string token) => $"{Shown.Mark}{token}";
}
