using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages;

[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    /// <summary>What the browser is told, which the address says only roughly; the address itself can be opened by anybody.</summary>
    public int Status =>
        Response.StatusCode >= StatusCodes.Status400BadRequest
            ? Response.StatusCode
            : StatusCodes.Status404NotFound;

    public string Heading =>
        Status switch
        {
            StatusCodes.Status403Forbidden => "This is not yours to see",
            StatusCodes.Status404NotFound => "There is nothing here",
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable =>
                "Please try again in a moment",
            >= 500 => "Something went wrong",
            _ => "That did not work",
        };

    public string Explanation =>
        Status switch
        {
            StatusCodes.Status403Forbidden =>
                "You are not a member of this profile, or your role does not allow this. Its Owner can change that.",
            StatusCodes.Status404NotFound =>
                "The address may be misspelt, or the page was removed.",
            StatusCodes.Status429TooManyRequests =>
                "Too many requests were sent from here in the last minute. Nothing is lost.",
            StatusCodes.Status503ServiceUnavailable =>
                "A part of the site does not answer right now. Nothing is lost.",
            >= 500 => "It is our fault, not yours. It has been written down for us to look at.",
            _ => "The request could not be understood. Go back, reload the page and try again.",
        };
}
