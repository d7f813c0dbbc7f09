using HeatmapSite.Http;
using HeatmapSite.Profiles;

namespace HeatmapSite.Links;

/// <summary>Shared links for scripts. The group they are mapped on is behind the gate.</summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder profile)
    {
        profile.MapPost("/links", CreateAsync).RequireAntiforgeryHeader();
        profile.MapPatch("/links/{token}", SwitchAsync).RequireAntiforgeryHeader();
        profile.MapDelete("/links/{token}", RevokeAsync).RequireAntiforgeryHeader();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        CurrentProfile current,
        LinkCommands links,
        TimeProvider time
    )
    {
        var body = await JsonBody.ReadAsync<NewLink>(context.Request);
        if (
            body?.HeatmapId is not { } heatmapId
            || LinkAccessNames.Parse(body.Access) is not { } access
            || body.ExpiresAt <= time.GetUtcNow()
        )
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"heatmapId\", \"access\": \"public\" or \"members-only\", \"expiresAt\"? } as application/json; a link ends in the future."
                )
            );
        }

        var (profile, _) = current.Get();
        var token = await links.CreateAsync(
            profile.Id,
            heatmapId,
            access,
            body.ExpiresAt,
            context.RequestAborted
        );
        return token is null
            ? NotFound("This profile has no such heatmap.")
            : Results.Ok(new { token, url = ShareAddress.Of(context.Request, token) });
    }

    private static async Task<IResult> SwitchAsync(
        string token,
        HttpContext context,
        CurrentProfile current,
        LinkCommands links
    )
    {
        var body = await JsonBody.ReadAsync<NewAccess>(context.Request);
        if (LinkAccessNames.Parse(body?.Access) is not { } access)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"access\": \"public\" or \"members-only\" } as application/json."
                )
            );
        }

        var (profile, _) = current.Get();
        return await links.SwitchAsync(profile.Id, token, access, context.RequestAborted)
            ? Results.NoContent()
            : NotFound("This profile has no such link.");
    }

    private static async Task<IResult> RevokeAsync(
        string token,
        CurrentProfile current,
        LinkCommands links,
        CancellationToken cancellationToken
    )
    {
        var (profile, _) = current.Get();
        return await links.RevokeAsync(profile.Id, token, cancellationToken)
            ? Results.NoContent()
            : NotFound("This profile has no such link.");
    }

    private static IResult NotFound(string detail) =>
        Problems.Result(StatusCodes.Status404NotFound, new Refusal("not-found", detail));

    private sealed record NewLink(string? HeatmapId, string? Access, DateTimeOffset? ExpiresAt);

    private sealed record NewAccess(string? Access);
}
