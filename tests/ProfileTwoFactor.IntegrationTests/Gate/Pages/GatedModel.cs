using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.IntegrationTests.Gate.Pages;

[RequireProfileTwoFactor]
public sealed class GatedModel : PageModel;
