using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>The scheme "ProfileTwoFactor". It adds a proof to the host's signed-in user and never creates a user.</summary>
internal sealed class ProfileTwoFactorHandler(
    IOptionsMonitor<ProfileTwoFactorSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ProfileGate gate,
    ProfileIdSource ids,
    GateChallenge challenge,
    ProfileWindows windows
)
    : AuthenticationHandler<ProfileTwoFactorSchemeOptions>(options, logger, encoder),
        IAuthenticationSignInHandler
{
    private const string NoWindow =
        "There is no verification window for the profile of this request.";

    /// <summary>The host's principal plus an identity with <c>amr</c> and <c>auth_time</c> (RFC 8176, OpenID Connect Core 2).</summary>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The principal says with what the member verified here. What an identity provider has proven is in the host's own identity.
        var decision = await DecideAsync(ownProofOnly: true);
        if (
            decision
            is not { Status: GateStatus.Verified, VerifiedAt: { } verifiedAt, Profile: { } profile }
        )
        {
            return decision.Status is GateStatus.SignInRequired
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Fail(NoWindow);
        }

        var seconds = verifiedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var proof = new ClaimsIdentity(
            [
                new Claim(
                    "amr",
                    decision.Method.Name() ?? "mfa",
                    ClaimValueTypes.String,
                    Scheme.Name
                ),
                new Claim("auth_time", seconds, ClaimValueTypes.Integer64, Scheme.Name),
                new Claim("two_factor_profile", profile.Id, ClaimValueTypes.String, Scheme.Name),
            ],
            Scheme.Name
        );
        var principal = new ClaimsPrincipal([.. Context.User.Identities, proof]);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    /// <summary>Opens a window for the signed-in member of this request's profile, whatever principal is handed in.</summary>
    public Task SignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties) =>
        windows.OpenAsync(Context, ProfileId());

    /// <summary>Closes the window of this request's profile; where the route names none, every window of this browser. Copies of the cookies are worth nothing then.</summary>
    public Task SignOutAsync(AuthenticationProperties? properties) =>
        windows.CloseAsync(Context, ProfileId());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var decision = RecordedDecision.Find(Context) ?? await DecideAsync();
        // The host challenges a verified caller: it requires a new code, however recent the last one is.
        if (decision.Status is GateStatus.Verified)
        {
            decision = new GateDecision(GateStatus.FreshVerificationRequired, decision.Endpoint)
            {
                Profile = decision.Profile,
            };
        }

        await challenge.AnswerAsync(Context, decision);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<GateDecision> DecideAsync(bool ownProofOnly = false)
    {
        var endpoint = Context.GetEndpoint();
        var metadata = endpoint?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [];
        return await gate.DecideAsync(
            new GateRequest
            {
                Context = Context,
                Asker = GateAsker.Request,
                Services = Context.RequestServices,
                User = Context.User,
                Endpoint = endpoint,
                ProfileId = ProfileId(),
                MaxAgeSeconds = GateEndpoints.MaxAgeSeconds(metadata),
                Passive = true,
                OwnProofOnly = ownProofOnly || GateEndpoints.OwnProofOnly(metadata),
            }
        );
    }

    private string? ProfileId() =>
        ids.Find(
            Context,
            Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? []
        );
}
