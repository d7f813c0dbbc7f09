using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Hands each call to the feature that does the work.</summary>
internal sealed class ProfileTwoFactorManager(
    ProfileCallRunner calls,
    ProfileStatusReader status,
    OwnerControls owner,
    MemberBinding binding,
    AuthenticatorReplacement own,
    CodeVerification verification,
    MemberAdministration administration
) : IProfileTwoFactorManager
{
    public Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    ) =>
        calls.RunAsync<ProfileTwoFactorStatus>(
            "status",
            context,
            profileId,
            async call => await status.ReadAsync(call)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    ) =>
        calls.RunAsync(
            "begin-binding",
            context,
            profileId,
            call => binding.BeginAsync(call, proof: null)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    ) =>
        calls.RunAsync(
            "begin-replacement",
            context,
            profileId,
            call => own.BeginReplacementAsync(call)
        );

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => EnableAsync(context, profileId, code, enforceFrom: null);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code,
        DateTimeOffset? enforceFrom
    ) =>
        calls.RunAttemptAsync(
            "enable",
            context,
            profileId,
            call => owner.Switch.EnableAsync(call, code, enforceFrom)
        );

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> MoveEnforcementAsync(
        HttpContext context,
        string profileId,
        DateTimeOffset? enforceFrom
    ) =>
        calls.RunAsync(
            "move-enforcement",
            context,
            profileId,
            call => owner.Dates.MoveAsync(call, enforceFrom)
        );

    public Task<TwoFactorResult<EnforcementPreview>> PreviewEnforcementAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("preview", context, profileId, owner.Previews.ReadAsync);

    public Task<TwoFactorResult<QueuedReminders>> RemindMembersAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("remind", context, profileId, owner.Reminders.RemindAsync);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    ) =>
        calls.RunAttemptAsync("bind", context, profileId, call => binding.ConfirmAsync(call, code));

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    ) =>
        calls.RunAttemptAsync(
            "verify",
            context,
            profileId,
            call => verification.VerifyAsync(call, SubmittedCode.Of(code))
        );

    public Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string profileId,
        string? backupCode
    ) =>
        calls.RunAttemptAsync(
            "verify-backup-code",
            context,
            profileId,
            s => verification.VerifyAsync(s, SubmittedCode.Backup(backupCode))
        );

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("backup-codes", context, profileId, own.RegenerateBackupCodesAsync);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("disable", context, profileId, owner.Switch.DisableAsync);

    public Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("members", context, profileId, administration.ListAsync);

    public Task<TwoFactorResult> ResetMemberAsync(
        HttpContext context,
        string profileId,
        string memberId
    )
    {
        ArgumentNullException.ThrowIfNull(memberId);
        return calls.RunAsync(
            "reset",
            context,
            profileId,
            call => administration.ResetAsync(call, memberId)
        );
    }
}
