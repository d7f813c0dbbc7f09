using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about the caller's own account. Mapped only for hosts that added accounts.</summary>
internal static class AccountEndpoints
{
    private const EndpointSubject Subject = EndpointSubject.Account;

    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void Map(RouteGroupBuilder api, bool withPasskeys)
    {
        var account = api.MapGroup("/account");
        if (withPasskeys)
        {
            PasskeyEndpoints.MapAccount(account);
        }

        account.MapGet(
            "",
            EndpointCall.Reads(
                Subject,
                call => call.Accounts.GetStatusAsync(call.Context),
                AccountStatusResponse.From,
                Json.AccountStatusResponse
            )
        );
        AuthenticatorEndpoints.MapOfAccount(account);
        account
            .MapPost(
                "/binding",
                EndpointCall.Changes(
                    Subject,
                    AuthenticatorEndpoints.BeginOfAccountAsync,
                    PendingBindingResponse.From,
                    Json.PendingBindingResponse
                )
            )
            .WithMetadata(CallBody.BindingOfAccount);
        account
            .MapPost(
                "/enable",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Request.Credential is { } credential
                            ? call.AccountPasskeys.EnableAsync(
                                call.Context,
                                credential,
                                call.Request.Name
                            )
                            : call.Accounts.EnableAsync(call.Context, call.Request.Code),
                    AccountEnabledResponse.From,
                    Json.AccountEnabledResponse
                )
            )
            .WithMetadata(CallBody.EnableAccount);
        account
            .MapPost(
                "/replace",
                EndpointCall.Changes(
                    Subject,
                    AuthenticatorEndpoints.ReplaceOfAccountAsync,
                    PendingBindingResponse.From,
                    Json.PendingBindingResponse
                )
            )
            .WithMetadata(CallBody.Replacement);
        account.MapPost(
            "/backup-codes",
            EndpointCall.Changes(
                Subject,
                call => call.Accounts.RegenerateBackupCodesAsync(call.Context),
                BackupCodesResponse.From,
                Json.BackupCodesResponse
            )
        );
        account.MapPost(
            "/disable",
            EndpointCall.Changes(
                Subject,
                call => call.Accounts.DisableAsync(call.Context),
                AccountDisabledResponse.From,
                Json.AccountDisabledResponse
            )
        );
        account
            .MapPost(
                "/verify",
                EndpointCall.Changes(
                    EndpointSubject.AccountOrPartialSignIn,
                    call =>
                        call.Request.Passkey is { } passkey
                            ? call.AccountPasskeys.VerifyAsync(call.Context, passkey)
                        : call.Request.BackupCode is { } backupCode
                            ? call.Accounts.VerifyBackupCodeAsync(call.Context, backupCode)
                        : call.Accounts.VerifyAsync(call.Context, call.Request.Code)
                )
            )
            .WithMetadata(CallBody.AnyProof);
    }
}
