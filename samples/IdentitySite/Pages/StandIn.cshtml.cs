using IdentitySite.External;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentitySite.Pages;

public sealed class StandInModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string State { get; set; } = "";

    public async Task<IActionResult> OnPostAsync(string email) =>
        await StandInProvider.AnswerAsync(HttpContext, State, email) is { } next
            ? LocalRedirect(next)
            : BadRequest();
}
