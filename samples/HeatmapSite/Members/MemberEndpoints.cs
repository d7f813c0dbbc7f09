using HeatmapSite.Http;
using HeatmapSite.Profiles;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Members;

/// <summary>Members for scripts. The group they are mapped on is behind the gate.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder profile)
    {
        profile.MapGet("/members", ListAsync);

        // Who can remove people or give the profile away can undo everything else: that takes a code entered just now.
        var options = profile.ServiceProvider.GetRequiredService<
            IOptions<ProfileTwoFactorOptions>
        >();
        var maxAge = (int)options.Value.SensitiveActionMaxAge.TotalSeconds;
        profile
            .MapDelete("/members/{memberId}", RemoveAsync)
            .RequireProfileTwoFactor(maxAge)
            .RequireProfileOwner()
            .RequireAntiforgeryHeader();
        profile
            .MapPost("/owner", TransferAsync)
            .RequireProfileTwoFactor(maxAge)
            .RequireProfileOwner()
            .RequireAntiforgeryHeader();
    }

    private static async Task<IResult> ListAsync(
        CurrentProfile current,
        MemberQueries members,
        CancellationToken cancellationToken
    )
    {
        var access = current.Get();
        var found = await members.ListAsync(access.Profile.Id, cancellationToken);
        return Results.Ok(
            found.Select(member => new
            {
                member.MemberId,
                member.Email,
                Role = member.IsOwner ? "owner" : "member",
                member.Activated,
            })
        );
    }

    private static async Task<IResult> RemoveAsync(
        string memberId,
        CurrentProfile current,
        MemberCommands members,
        CancellationToken cancellationToken
    )
    {
        var access = current.Get();
        return Answer(
            await members.RemoveAsync(access.Profile.Id, memberId, cancellationToken),
            "The Owner can't be removed. Transfer the profile first."
        );
    }

    private static async Task<IResult> TransferAsync(
        HttpContext context,
        CurrentProfile current,
        MemberCommands members
    )
    {
        var body = await JsonBody.ReadAsync<NewOwner>(context.Request);
        if (body?.MemberId is not { } memberId)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"memberId\": \"...\" } as application/json."
                )
            );
        }

        var access = current.Get();
        return Answer(
            await members.TransferOwnershipAsync(
                access.Profile.Id,
                access.Member.MemberId,
                memberId,
                context.RequestAborted
            ),
            "Only another, activated member can become the Owner."
        );
    }

    private static IResult Answer(MemberChange change, string conflict) =>
        change switch
        {
            MemberChange.Done => Results.NoContent(),
            MemberChange.NotFound => Problems.Result(
                StatusCodes.Status404NotFound,
                new Refusal("not-found", "This profile has no such member.")
            ),
            _ => Problems.Result(StatusCodes.Status409Conflict, new Refusal("conflict", conflict)),
        };

    private sealed record NewOwner(string? MemberId);
}
