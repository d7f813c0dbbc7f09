using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about a person's list of authenticators, alike for profiles and accounts.</summary>
internal static class AuthenticatorEndpoints
{
    private const string IdParameter = "authenticatorId";
    private const string Path = "/authenticators";
    private const string OnePath = $"{Path}/{{{IdParameter}}}";

    internal static void MapOfProfile(RouteGroupBuilder profile)
    {
        const EndpointSubject subject = EndpointSubject.Profile;
        profile.MapGet(
            Path,
            EndpointCall.Reads(
                subject,
                call => call.Authenticators.ListAsync(call.Context, call.ProfileId),
                AuthenticatorResponse.From,
                TwoFactorJsonContext.Default.AuthenticatorResponseArray
            )
        );
        profile
            .MapPatch(
                OnePath,
                EndpointCall.Changes(
                    subject,
                    call =>
                        call.Authenticators.RenameAsync(
                            call.Context,
                            call.ProfileId,
                            IdOf(call),
                            call.Request.Name!
                        )
                )
            )
            .WithMetadata(CallBody.Name);
        profile.MapDelete(
            OnePath,
            EndpointCall.Changes(
                subject,
                call => call.Authenticators.RemoveAsync(call.Context, call.ProfileId, IdOf(call))
            )
        );
    }

    internal static void MapOfAccount(RouteGroupBuilder account)
    {
        const EndpointSubject subject = EndpointSubject.Account;
        account.MapGet(
            Path,
            EndpointCall.Reads(
                subject,
                call => call.AccountAuthenticators.ListAsync(call.Context),
                AuthenticatorResponse.From,
                TwoFactorJsonContext.Default.AuthenticatorResponseArray
            )
        );
        account
            .MapPatch(
                OnePath,
                EndpointCall.Changes(
                    subject,
                    call =>
                        call.AccountAuthenticators.RenameAsync(
                            call.Context,
                            IdOf(call),
                            call.Request.Name!
                        )
                )
            )
            .WithMetadata(CallBody.Name);
        account.MapDelete(
            OnePath,
            EndpointCall.Changes(
                subject,
                call => call.AccountAuthenticators.RemoveAsync(call.Context, IdOf(call))
            )
        );
    }

    /// <summary>The first one, or one more with <c>add</c>.</summary>
    internal static Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(EndpointCall call) =>
        call.Request.Add
            ? call.Authenticators.BeginAddingAsync(call.Context, call.ProfileId, call.Request.Name)
        : call.Request.Name is { } name
            ? call.Authenticators.BeginFirstAsync(
                call.Context,
                call.ProfileId,
                name,
                call.Request.Proof
            )
        : call.Request.Proof is { } proof
            ? call.Enrollments.BeginBindingAsync(call.Context, call.ProfileId, proof)
        : call.Profiles.BeginBindingAsync(call.Context, call.ProfileId);

    internal static Task<TwoFactorResult<PendingBindingSetup>> BeginOfAccountAsync(
        EndpointCall call
    ) =>
        call.Request.Add
            ? call.AccountAuthenticators.BeginAddingAsync(call.Context, call.Request.Name)
        : call.Request.Name is { } name
            ? call.AccountAuthenticators.BeginFirstAsync(call.Context, name)
        : call.Accounts.BeginBindingAsync(call.Context);

    internal static Task<TwoFactorResult<PendingBindingSetup>> ReplaceAsync(EndpointCall call) =>
        call.Request.Authenticator is { } id
            ? call.Authenticators.BeginReplacementAsync(call.Context, call.ProfileId, id)
            : call.Profiles.BeginReplacementAsync(call.Context, call.ProfileId);

    internal static Task<TwoFactorResult<PendingBindingSetup>> ReplaceOfAccountAsync(
        EndpointCall call
    ) =>
        call.Request.Authenticator is { } id
            ? call.AccountAuthenticators.BeginReplacementAsync(call.Context, id)
            : call.Accounts.BeginReplacementAsync(call.Context);

    private static string IdOf(EndpointCall call) =>
        (string)call.Context.GetRouteValue(IdParameter)!;
}
