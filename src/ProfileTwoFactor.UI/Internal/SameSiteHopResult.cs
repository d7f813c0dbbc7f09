using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a visit that another site began: lets the browser ask again, as a visit of this site's own.</summary>
/// <remarks>
/// Browsers keep strict cookies back from the first request that another site causes, redirects included. Without them a page would issue
/// another antiforgery cookie and mark this browser again, and the page that is open in another tab would be out of date.
/// </remarks>
internal sealed class SameSiteHopResult : IActionResult
{
    // A page that never counts as this site's own, such as one that a sandboxed frame opened, would be asked for without end.
    private const string Parameter = "hop";

    public static bool IsNeeded(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site"
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && !request.Query.ContainsKey(Parameter);

    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var address = PageLinks.With(PageLinks.Here(http, without: Parameter), Parameter, "1");
        return BarePage.WriteAsync(
            http,
            address,
            $"http-equiv=\"refresh\" content=\"0;url={BarePage.Encode(address)}\""
        );
    }
}
