using Microsoft.AspNetCore.Mvc;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>Reached only through <c>MapDynamicControllerRoute</c>.</summary>
public sealed class AccountDynamicController : Controller
{
    [RequireAccountTwoFactor]
    public string Show() => Secret.Reveal();
}
