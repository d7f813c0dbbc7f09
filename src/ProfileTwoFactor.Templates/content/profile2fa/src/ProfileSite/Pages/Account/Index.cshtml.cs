using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileSite.Pages;

[Authorize]
public sealed class AccountModel : PageModel;
