using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about the caller's own account. Mapped only for hosts that added accounts.</summary>
internal static class AccountEndpoints
{
    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void Map(RouteGroupBuilder api)
    {
        var account = api.MapGroup("/account");
        account.MapGet("", AccountEndpointCall.Reads(GetStatusAsync));
        account.MapPost("/binding", AccountEndpointCall.Changes(BeginBindingAsync));
        account.MapPost("/enable", AccountEndpointCall.Changes(EnableAsync, ExpectedCode.Code));
        account.MapPost("/replace", AccountEndpointCall.Changes(BeginReplacementAsync));
        account.MapPost("/backup-codes", AccountEndpointCall.Changes(RegenerateBackupCodesAsync));
        account.MapPost("/disable", AccountEndpointCall.Changes(DisableAsync));
        account.MapPost("/verify", AccountEndpointCall.Completes(VerifyAsync));
    }

    private static async Task GetStatusAsync(AccountEndpointCall call) =>
        await call.AnswerAsync(
                await call.Manager.GetStatusAsync(call.Context).ConfigureAwait(false),
                AccountStatusResponse.From,
                Json.AccountStatusResponse
            )
            .ConfigureAwait(false);

    private static async Task BeginBindingAsync(AccountEndpointCall call) =>
        await AnswerSetupAsync(
                call,
                await call.Manager.BeginBindingAsync(call.Context).ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task BeginReplacementAsync(AccountEndpointCall call) =>
        await AnswerSetupAsync(
                call,
                await call.Manager.BeginReplacementAsync(call.Context).ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task EnableAsync(AccountEndpointCall call) =>
        await call.AnswerAsync(
                await call
                    .Manager.EnableAsync(call.Context, call.Request.Code)
                    .ConfigureAwait(false),
                AccountEnabledResponse.From,
                Json.AccountEnabledResponse
            )
            .ConfigureAwait(false);

    private static async Task RegenerateBackupCodesAsync(AccountEndpointCall call) =>
        await call.AnswerAsync(
                await call.Manager.RegenerateBackupCodesAsync(call.Context).ConfigureAwait(false),
                BackupCodesResponse.From,
                Json.BackupCodesResponse
            )
            .ConfigureAwait(false);

    private static async Task DisableAsync(AccountEndpointCall call) =>
        await call.AnswerAsync(
                await call.Manager.DisableAsync(call.Context).ConfigureAwait(false),
                AccountDisabledResponse.From,
                Json.AccountDisabledResponse
            )
            .ConfigureAwait(false);

    private static async Task VerifyAsync(AccountEndpointCall call)
    {
        var (context, request) = (call.Context, call.Request);
        var result = request.BackupCode is { } backupCode
            ? await call.Manager.VerifyBackupCodeAsync(context, backupCode).ConfigureAwait(false)
            : await call.Manager.VerifyAsync(context, request.Code).ConfigureAwait(false);
        if (result.Error is { } error)
        {
            await TwoFactorProblem.WriteAsync(context, error).ConfigureAwait(false);
            return;
        }

        NoStore.Apply(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task AnswerSetupAsync(
        AccountEndpointCall call,
        TwoFactorResult<PendingBindingSetup> result
    ) => call.AnswerAsync(result, PendingBindingResponse.From, Json.PendingBindingResponse);
}
