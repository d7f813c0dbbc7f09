using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about the caller's own account. Mapped only for hosts that added accounts.</summary>
internal static class AccountEndpoints
{
    private const EndpointSubject Subject = EndpointSubject.Account;

    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void Map(RouteGroupBuilder api)
    {
        var account = api.MapGroup("/account");
        account.MapGet(
            "",
            EndpointCall.Reads(
                Subject,
                call => call.Accounts.GetStatusAsync(call.Context),
                AccountStatusResponse.From,
                Json.AccountStatusResponse
            )
        );
        account.MapPost(
            "/binding",
            EndpointCall.Changes(
                Subject,
                call => call.Accounts.BeginBindingAsync(call.Context),
                PendingBindingResponse.From,
                Json.PendingBindingResponse
            )
        );
        account.MapPost(
            "/enable",
            EndpointCall.Changes(
                Subject,
                call => call.Accounts.EnableAsync(call.Context, call.Request.Code),
                AccountEnabledResponse.From,
                Json.AccountEnabledResponse,
                ExpectedBody.Code
            )
        );
        account.MapPost(
            "/replace",
            EndpointCall.Changes(
                Subject,
                call => call.Accounts.BeginReplacementAsync(call.Context),
                PendingBindingResponse.From,
                Json.PendingBindingResponse
            )
        );
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
        account.MapPost(
            "/verify",
            EndpointCall.Changes(
                EndpointSubject.AccountOrPartialSignIn,
                call =>
                    call.Request.BackupCode is { } backupCode
                        ? call.Accounts.VerifyBackupCodeAsync(call.Context, backupCode)
                        : call.Accounts.VerifyAsync(call.Context, call.Request.Code),
                ExpectedBody.CodeOrBackupCode
            )
        );
    }
}
