using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.IntegrationTests.Gate.Pages;

public sealed class InViewModel : PageModel;
