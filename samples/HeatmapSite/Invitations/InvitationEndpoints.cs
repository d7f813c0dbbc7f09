using HeatmapSite.Data;
using HeatmapSite.Http;
using HeatmapSite.Profiles;
using HeatmapSite.RateLimits;
using ProfileTwoFactor;

namespace HeatmapSite.Invitations;

/// <summary>Invitations for scripts.</summary>
internal static class InvitationEndpoints
{
    /// <param name="profile">The group behind the gate.</param>
    public static void MapInviting(this IEndpointRouteBuilder profile) =>
        profile
            .MapPost("/invitations", InviteAsync)
            .RequireProfileOwner()
            .RequireAntiforgeryHeader()
            .LimitRequests(RequestLimit.Invitations);

    /// <summary>Outside the gate: who accepts is no member yet.</summary>
    public static void MapAccepting(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/api/invitations/{token}/accept", AcceptAsync)
            .RequireAntiforgeryHeader()
            .LimitRequests(RequestLimit.SignIn);

    private static async Task<IResult> InviteAsync(
        HttpContext context,
        CurrentProfile current,
        InvitationCommands invitations
    )
    {
        var body = await JsonBody.ReadAsync<Invited>(context.Request);
        if (EmailAddress.Normalise(body?.Email) is not { } email)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"email\": \"name@example.com\" } as application/json."
                )
            );
        }

        var access = current.Get();
        var sent = await invitations.InviteAsync(access.Profile, email, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return sent is null
            ? Problems.Result(
                StatusCodes.Status409Conflict,
                new Refusal("conflict", "This person is already a member of this profile.")
            )
            : Results.Ok(new { sent.Token, sent.Mailed });
    }

    private static async Task<IResult> AcceptAsync(
        string token,
        HttpContext context,
        InvitationAcceptance acceptance,
        IAccountTwoFactorManager accounts
    )
    {
        var hasBody = JsonBody.IsExpected(context.Request);
        var body = hasBody ? await JsonBody.ReadAsync<Chosen>(context.Request) : new Chosen(null);
        if (body is null)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"password\": \"...\" } as application/json, or nothing."
                )
            );
        }

        context.Response.Headers.CacheControl = "no-store";
        var outcome = await acceptance.AcceptAsync(context, token, body.Password);
        return
            outcome == Acceptance.SignInRequired
            && (await accounts.FindSignInAsync(context)).Succeeded
            ? Problems.Result(
                StatusCodes.Status401Unauthorized,
                new Refusal(
                    TwoFactorErrorCodes.AccountVerificationRequired,
                    "Complete the sign-in with a code first."
                )
            )
            : Answer(outcome);
    }

    private static IResult Answer(Acceptance outcome) =>
        outcome switch
        {
            Acceptance.Done => Results.NoContent(),
            Acceptance.Unknown => Problems.Result(
                StatusCodes.Status404NotFound,
                new Refusal("not-found", "The invitation doesn't exist.")
            ),
            Acceptance.Used => Problems.Result(
                StatusCodes.Status409Conflict,
                new Refusal("invitation-used", "This invitation was used or withdrawn.")
            ),
            Acceptance.OtherAddress => Problems.Result(
                StatusCodes.Status403Forbidden,
                new Refusal("forbidden", "This invitation is for another address.")
            ),
            Acceptance.SignInRequired => Problems.Result(
                StatusCodes.Status401Unauthorized,
                new Refusal("sign-in-required", "Sign in as the invited address first.")
            ),
            Acceptance.JoinedOnly => Problems.Result(
                StatusCodes.Status503ServiceUnavailable,
                new Refusal(
                    TwoFactorErrorCodes.Unavailable,
                    "You joined the profile. Signing in isn't possible right now. Try again in a moment."
                )
            ),
            _ => Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-password",
                    $"Choose a password of {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters that is hard to guess."
                )
            ),
        };

    private sealed record Invited(string? Email);

    private sealed record Chosen(string? Password);
}
