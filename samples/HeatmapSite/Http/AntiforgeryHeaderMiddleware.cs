using Microsoft.AspNetCore.Antiforgery;

namespace HeatmapSite.Http;

/// <summary>
/// Checks the token of <c>GET /two-factor/api/antiforgery</c> on the site's own changing calls. It runs between authentication,
/// because a token belongs to an identity, and authorization, so that a forged request learns nothing from the gate's answers.
/// </summary>
internal sealed class AntiforgeryHeaderMiddleware(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var required = context
            .GetEndpoint()
            ?.Metadata.GetMetadata<RequireAntiforgeryHeaderAttribute>();
        if (required is not null && !await antiforgery.IsRequestValidAsync(context))
        {
            await Problems.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "antiforgery",
                    "The antiforgery token is missing or belongs to another identity."
                )
            );
            return;
        }

        await next(context);
    }
}
