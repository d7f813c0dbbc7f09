using System.Globalization;
using ProfileTwoFactor;

namespace HeatmapSite.Http;

/// <summary>Refusals as <c>application/problem+json</c>, in the shape the package uses too.</summary>
internal static class Problems
{
    public static IResult Result(int status, Refusal refusal) =>
        Results.Problem(
            statusCode: status,
            detail: refusal.Detail,
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code }
        );

    /// <summary>A refusal of the package, as a call of the site's own answers it.</summary>
    public static IResult Result(HttpContext context, TwoFactorError error)
    {
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        }

        return Result(error.StatusCode, new Refusal(error.Code, error.Detail));
    }

    public static Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return Result(status, refusal).ExecuteAsync(context);
    }

    /// <summary>For answers that have a status and nothing else.</summary>
    public static Task WriteAsync(HttpContext context, int status) =>
        WriteAsync(
            context,
            status,
            status switch
            {
                StatusCodes.Status401Unauthorized => new("sign-in-required", "Sign in first."),
                StatusCodes.Status403Forbidden => new(
                    "forbidden",
                    "You don't have permission to do this."
                ),
                StatusCodes.Status404NotFound => new("not-found", "Not found."),
                StatusCodes.Status405MethodNotAllowed => new(
                    "method-not-allowed",
                    "This address doesn't support the request method."
                ),
                StatusCodes.Status503ServiceUnavailable => new(
                    "two-factor-unavailable",
                    "The database isn't responding. No data was lost. Try again in a moment."
                ),
                >= 500 => new("server-error", "Something went wrong on our side."),
                _ => new("invalid-request", "The request isn't valid."),
            }
        );
}
