using HeatmapSite.Http;
using HeatmapSite.Sessions;
using ProfileTwoFactor;

namespace HeatmapSite.Support;

/// <summary>The support's calls for scripts.</summary>
internal static class SupportEndpoints
{
    public static void MapSupport(this IEndpointRouteBuilder endpoints)
    {
        var support = endpoints
            .MapGroup("/api/support")
            .RequireAuthorization(policy => policy.RequireRole(SessionPrincipal.SupportRole))
            .RequireFreshAccount(endpoints.ServiceProvider);
        support.MapPost("/removals", RemoveAsync).RequireAntiforgeryHeader();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, SupportRemovals removals)
    {
        var body = await JsonBody.ReadAsync<Removal>(context.Request);
        if (body is not { Email: { } email })
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"email\": \"...\", \"profileId\": \"...\", \"reason\": \"...\" } as application/json; without a profile it is about the account."
                )
            );
        }

        context.Response.Headers.CacheControl = "no-store";
        var error = await removals.RemoveAsync(
            context.User,
            email,
            body.ProfileId,
            body.Reason,
            context.RequestAborted
        );
        return error is null ? Results.NoContent() : Problems.Result(context, error);
    }

    private sealed record Removal(string? Email, string? ProfileId, string? Reason);
}
