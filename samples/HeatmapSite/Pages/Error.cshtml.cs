using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages;

[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    /// <summary>The status of the response, which the address contains only roughly; anyone can open the address itself.</summary>
    public int Status =>
        Response.StatusCode >= StatusCodes.Status400BadRequest
            ? Response.StatusCode
            : StatusCodes.Status404NotFound;

    public string Heading =>
        Status switch
        {
            StatusCodes.Status403Forbidden => "Access denied",
            StatusCodes.Status404NotFound => "Page not found",
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable =>
                "Try again in a moment",
            >= 500 => "Something went wrong",
            _ => "The request failed",
        };

    public string Explanation =>
        Status switch
        {
            StatusCodes.Status403Forbidden =>
                "You aren't a member of this profile, or your role doesn't allow this action. Ask the Owner of the profile for access.",
            StatusCodes.Status404NotFound =>
                "The address might be misspelled, or the page was removed.",
            StatusCodes.Status429TooManyRequests =>
                "Too many requests were sent from your network in the last minute. No data was lost.",
            StatusCodes.Status503ServiceUnavailable =>
                "A part of the site isn't responding right now. No data was lost.",
            >= 500 => "This is an error on our side. It was logged, and we will look into it.",
            _ => "The request isn't valid. Go back, reload the page, and try again.",
        };
}
