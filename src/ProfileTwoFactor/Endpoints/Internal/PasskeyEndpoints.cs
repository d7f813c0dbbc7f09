using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls of passkeys, for profiles and accounts. Mapped only for hosts that added passkeys. <c>verify</c> and <c>enable</c> take a passkey as well.</summary>
internal static class PasskeyEndpoints
{
    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void MapProfile(RouteGroupBuilder profile)
    {
        const EndpointSubject Subject = EndpointSubject.Profile;
        profile
            .MapPost(
                "/passkeys/options",
                EndpointCall.Prompts(
                    Subject,
                    call =>
                        call.ProfilePasskeys.BeginBindingAsync(
                            call.Context,
                            call.ProfileId,
                            call.Request.Proof
                        )
                )
            )
            .WithMetadata(CallBody.Proof);
        profile
            .MapPost(
                "/passkeys",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.ProfilePasskeys.BindAsync(
                            call.Context,
                            call.ProfileId,
                            call.Request.Credential!,
                            call.Request.Name
                        ),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.Credential);
        profile.MapPost(
            "/passkeys/assertion-options",
            EndpointCall.Prompts(
                Subject,
                call => call.ProfilePasskeys.BeginVerificationAsync(call.Context, call.ProfileId)
            )
        );
    }

    internal static void MapAccount(RouteGroupBuilder account)
    {
        const EndpointSubject Subject = EndpointSubject.Account;
        account.MapPost(
            "/passkeys/options",
            EndpointCall.Prompts(
                Subject,
                call => call.AccountPasskeys.BeginBindingAsync(call.Context)
            )
        );
        account
            .MapPost(
                "/passkeys",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.AccountPasskeys.BindAsync(
                            call.Context,
                            call.Request.Credential!,
                            call.Request.Name
                        ),
                    AccountStatusResponse.From,
                    Json.AccountStatusResponse
                )
            )
            .WithMetadata(CallBody.Credential);
        account.MapPost(
            "/passkeys/assertion-options",
            EndpointCall.Prompts(
                EndpointSubject.AccountOrPartialSignIn,
                call => call.AccountPasskeys.BeginVerificationAsync(call.Context)
            )
        );
    }
}
