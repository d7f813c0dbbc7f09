using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about one profile.</summary>
internal static class ProfileEndpoints
{
    private const string MemberIdParameter = "memberId";

    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void Map(RouteGroupBuilder api, string profileIdParameter)
    {
        var profile = api.MapGroup($"/profiles/{{{profileIdParameter}}}");
        profile.MapGet("", ProfileEndpointCall.Reads(GetStatusAsync));
        profile.MapGet("/members", ProfileEndpointCall.Reads(ListMembersAsync));
        profile.MapPost("/binding", ProfileEndpointCall.Changes(BeginBindingAsync));
        profile.MapPost("/replace", ProfileEndpointCall.Changes(BeginReplacementAsync));
        profile.MapPost("/enable", ProfileEndpointCall.Changes(EnableAsync, ExpectedCode.Code));
        profile.MapPost("/bind", ProfileEndpointCall.Changes(BindAsync, ExpectedCode.Code));
        profile.MapPost(
            "/verify",
            ProfileEndpointCall.Changes(VerifyAsync, ExpectedCode.CodeOrBackupCode)
        );
        profile.MapPost("/backup-codes", ProfileEndpointCall.Changes(RegenerateBackupCodesAsync));
        profile.MapPost("/disable", ProfileEndpointCall.Changes(DisableAsync));
        profile.MapPost(
            $"/members/{{{MemberIdParameter}}}/reset",
            ProfileEndpointCall.Changes(ResetMemberAsync)
        );
    }

    private static async Task GetStatusAsync(ProfileEndpointCall call) =>
        await AnswerStatusAsync(
                call,
                await call
                    .Manager.GetStatusAsync(call.Context, call.ProfileId)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task BeginBindingAsync(ProfileEndpointCall call) =>
        await AnswerSetupAsync(
                call,
                await call
                    .Manager.BeginBindingAsync(call.Context, call.ProfileId)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task BeginReplacementAsync(ProfileEndpointCall call) =>
        await AnswerSetupAsync(
                call,
                await call
                    .Manager.BeginReplacementAsync(call.Context, call.ProfileId)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task EnableAsync(ProfileEndpointCall call) =>
        await AnswerStatusAsync(
                call,
                await call
                    .Manager.EnableAsync(call.Context, call.ProfileId, call.Request.Code)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task BindAsync(ProfileEndpointCall call) =>
        await AnswerStatusAsync(
                call,
                await call
                    .Manager.ConfirmBindingAsync(call.Context, call.ProfileId, call.Request.Code)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task VerifyAsync(ProfileEndpointCall call)
    {
        var (context, id, request) = (call.Context, call.ProfileId, call.Request);
        var result = request.BackupCode is { } backupCode
            ? await call
                .Manager.VerifyBackupCodeAsync(context, id, backupCode)
                .ConfigureAwait(false)
            : await call.Manager.VerifyAsync(context, id, request.Code).ConfigureAwait(false);
        await call.AnswerAsync(result, StatusResponse.From, Json.StatusResponse)
            .ConfigureAwait(false);
    }

    private static async Task RegenerateBackupCodesAsync(ProfileEndpointCall call) =>
        await call.AnswerAsync(
                await call
                    .Manager.RegenerateBackupCodesAsync(call.Context, call.ProfileId)
                    .ConfigureAwait(false),
                BackupCodesResponse.From,
                Json.BackupCodesResponse
            )
            .ConfigureAwait(false);

    private static async Task DisableAsync(ProfileEndpointCall call) =>
        await AnswerStatusAsync(
                call,
                await call.Manager.DisableAsync(call.Context, call.ProfileId).ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task ListMembersAsync(ProfileEndpointCall call) =>
        await call.AnswerAsync(
                await call
                    .Manager.ListMembersAsync(call.Context, call.ProfileId)
                    .ConfigureAwait(false),
                MemberResponse.From,
                Json.MemberResponseArray
            )
            .ConfigureAwait(false);

    private static async Task ResetMemberAsync(ProfileEndpointCall call)
    {
        var memberId = (string)call.Context.GetRouteValue(MemberIdParameter)!;
        var result = await call
            .Manager.ResetMemberAsync(call.Context, call.ProfileId, memberId)
            .ConfigureAwait(false);
        if (result.Error is { } error)
        {
            await TwoFactorProblem.WriteAsync(call.Context, error).ConfigureAwait(false);
            return;
        }

        NoStore.Apply(call.Context);
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task AnswerStatusAsync(
        ProfileEndpointCall call,
        TwoFactorResult<ProfileTwoFactorStatus> result
    ) => call.AnswerAsync(result, StatusResponse.From, Json.StatusResponse);

    private static Task AnswerSetupAsync(
        ProfileEndpointCall call,
        TwoFactorResult<PendingBindingSetup> result
    ) => call.AnswerAsync(result, PendingBindingResponse.From, Json.PendingBindingResponse);
}
