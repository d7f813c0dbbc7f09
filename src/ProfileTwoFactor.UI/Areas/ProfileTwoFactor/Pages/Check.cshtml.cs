using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.Internal;

/// <summary>Tells the script whether an address of this site requires a code, before the browser goes there.</summary>
[AllowAnonymous]
[SkipProfileTwoFactor]
[TwoFactorPage]
internal sealed class CheckModel(GateCheck check) : PageModel
{
    internal const string PathParameter = "path";
    internal const string MethodParameter = "method";

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = PathParameter)] string? path,
        [FromQuery(Name = MethodParameter)] string? method
    )
    {
        if (!IsOwnScript(Request))
        {
            return new NoContentResult();
        }

        if (path is not ['/', ..] || method is not ("GET" or "POST"))
        {
            return BadRequest();
        }

        var question = path.IndexOf('?', StringComparison.Ordinal);
        var (plain, query) = question < 0 ? (path, "") : (path[..question], path[question..]);
        if (
            !PathString
                .FromUriComponent(plain)
                .StartsWithSegments(Request.PathBase, out var address)
        )
        {
            // Of another app on the same site: no gate of ours is before it.
            return new NoContentResult();
        }

        await check.AnswerAsync(HttpContext, address, new QueryString(query), method);
        return new EmptyResult();
    }

    // Another site can open the address in the visitor's browser and see whether it stays on its page (204) or not.
    private static bool IsOwnScript(HttpRequest request) =>
        Scripted.Is(request)
        && (
            !request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            || site.ToString().Equals("same-origin", StringComparison.OrdinalIgnoreCase)
        );
}
