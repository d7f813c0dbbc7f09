using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about one profile.</summary>
internal static class ProfileEndpoints
{
    private const string MemberIdParameter = "memberId";
    private const EndpointSubject Subject = EndpointSubject.Profile;

    private static TwoFactorJsonContext Json => TwoFactorJsonContext.Default;

    internal static void Map(
        RouteGroupBuilder api,
        string profileIdParameter,
        bool withHistory,
        bool withPasskeys
    )
    {
        var profile = api.MapGroup($"/profiles/{{{profileIdParameter}}}");
        if (withHistory)
        {
            HistoryEndpoint.Map(profile);
        }

        if (withPasskeys)
        {
            PasskeyEndpoints.MapProfile(profile);
        }

        profile.MapGet(
            "",
            EndpointCall.Reads(
                Subject,
                call => call.Profiles.GetStatusAsync(call.Context, call.ProfileId),
                StatusResponse.From,
                Json.StatusResponse
            )
        );
        MembersEndpoint.Map(profile);
        AuthenticatorEndpoints.MapOfProfile(profile);
        WindowEndpoints.Map(profile);
        profile
            .MapPost(
                "/binding",
                EndpointCall.Changes(
                    Subject,
                    AuthenticatorEndpoints.BeginAsync,
                    PendingBindingResponse.From,
                    Json.PendingBindingResponse
                )
            )
            .WithMetadata(CallBody.Binding);
        profile
            .MapPost(
                "/replace",
                EndpointCall.Changes(
                    Subject,
                    AuthenticatorEndpoints.ReplaceAsync,
                    PendingBindingResponse.From,
                    Json.PendingBindingResponse
                )
            )
            .WithMetadata(CallBody.Replacement);
        profile
            .MapPost(
                "/enable",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Request.Credential is { } credential
                            ? call.ProfilePasskeys.EnableAsync(
                                call.Context,
                                call.ProfileId,
                                credential,
                                call.Request.Name,
                                call.Request.EnforceFrom?.Value
                            )
                            : call.Profiles.EnableAsync(
                                call.Context,
                                call.ProfileId,
                                call.Request.Code,
                                call.Request.EnforceFrom?.Value
                            ),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.Enable);
        profile
            .MapPost(
                "/bind",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Profiles.ConfirmBindingAsync(
                            call.Context,
                            call.ProfileId,
                            call.Request.Code
                        ),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.Code);
        profile
            .MapPost(
                "/verify",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Request.Passkey is { } passkey
                            ? call.ProfilePasskeys.VerifyAsync(
                                call.Context,
                                call.ProfileId,
                                passkey
                            )
                        : call.Request.BackupCode is { } backupCode
                            ? call.Profiles.VerifyBackupCodeAsync(
                                call.Context,
                                call.ProfileId,
                                backupCode
                            )
                        : call.Profiles.VerifyAsync(
                            call.Context,
                            call.ProfileId,
                            call.Request.Code
                        ),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.AnyProof);
        profile.MapPost(
            "/backup-codes",
            EndpointCall.Changes(
                Subject,
                call => call.Profiles.RegenerateBackupCodesAsync(call.Context, call.ProfileId),
                BackupCodesResponse.From,
                Json.BackupCodesResponse
            )
        );
        profile.MapPost(
            "/disable",
            EndpointCall.Changes(
                Subject,
                call => call.Profiles.DisableAsync(call.Context, call.ProfileId),
                StatusResponse.From,
                Json.StatusResponse
            )
        );
        profile
            .MapPut(
                "/enforcement",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Profiles.MoveEnforcementAsync(
                            call.Context,
                            call.ProfileId,
                            call.Request.EnforceFrom?.Value
                        ),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.EnforceFrom);
        profile
            .MapPut(
                "/policy",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Request.Policy.ApplyAsync(call.Policies, call.Context, call.ProfileId),
                    StatusResponse.From,
                    Json.StatusResponse
                )
            )
            .WithMetadata(CallBody.Policy);
        profile.MapGet(
            "/preview",
            EndpointCall.Reads(
                Subject,
                call => call.Profiles.PreviewEnforcementAsync(call.Context, call.ProfileId),
                PreviewResponse.From,
                Json.PreviewResponse
            )
        );
        profile.MapPost(
            "/remind",
            EndpointCall.Accepts(
                Subject,
                call => call.Profiles.RemindMembersAsync(call.Context, call.ProfileId),
                RemindersResponse.From,
                Json.RemindersResponse
            )
        );
        profile.MapPost(
            "/enrollment/email",
            EndpointCall.Changes(
                Subject,
                call => call.Enrollments.SendCodeAsync(call.Context, call.ProfileId),
                StatusCodes.Status202Accepted
            )
        );
        profile.MapPost(
            $"/members/{{{MemberIdParameter}}}/enrollment-pass",
            EndpointCall.Changes(
                Subject,
                call =>
                    call.Enrollments.IssuePassAsync(
                        call.Context,
                        call.ProfileId,
                        (string)call.Context.GetRouteValue(MemberIdParameter)!
                    ),
                EnrollmentPassResponse.From,
                Json.EnrollmentPassResponse
            )
        );
        profile.MapPost(
            $"/members/{{{MemberIdParameter}}}/reset",
            EndpointCall.Changes(
                Subject,
                call =>
                    call.Profiles.ResetMemberAsync(
                        call.Context,
                        call.ProfileId,
                        (string)call.Context.GetRouteValue(MemberIdParameter)!
                    )
            )
        );
    }
}
