using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.IntegrationTests.Gate.Pages;

[RequireAccountTwoFactor]
public sealed class AccountGatedModel : PageModel;
