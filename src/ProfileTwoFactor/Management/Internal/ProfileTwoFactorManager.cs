using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens each call, hands it to the feature that does the work, and turns a dependency's failure into 503.</summary>
internal sealed class ProfileTwoFactorManager(
    ProfileCallFactory calls,
    ProfileStatusReader status,
    ProfileSwitch profileSwitch,
    MemberBinding binding,
    AuthenticatorReplacement own,
    MemberVerification verification,
    MemberAdministration administration,
    OperationGuard guard
) : IProfileTwoFactorManager
{
    public Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    ) =>
        RunAsync<ProfileTwoFactorStatus>(
            "status",
            context,
            profileId,
            async call => await status.ReadAsync(call)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    ) => RunAsync("begin-binding", context, profileId, binding.BeginAsync);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    ) => RunAsync("begin-replacement", context, profileId, own.BeginReplacementAsync);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => RunAsync("enable", context, profileId, call => profileSwitch.EnableAsync(call, code));

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => RunAsync("bind", context, profileId, call => binding.ConfirmAsync(call, code));

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    ) =>
        RunAsync(
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
        RunAsync(
            "verify-backup-code",
            context,
            profileId,
            s => verification.VerifyAsync(s, SubmittedCode.Backup(backupCode))
        );

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    ) => RunAsync("backup-codes", context, profileId, own.RegenerateBackupCodesAsync);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    ) => RunAsync("disable", context, profileId, profileSwitch.DisableAsync);

    public Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    ) => RunAsync("members", context, profileId, administration.ListAsync);

    public Task<TwoFactorResult<Done>> ResetMemberAsync(
        HttpContext context,
        string profileId,
        string memberId
    ) => RunAsync("reset", context, profileId, call => administration.ResetAsync(call, memberId));

    private Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        HttpContext context,
        string profileId,
        Func<ProfileCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(profileId);
        return guard.RunAsync(
            operation,
            async () =>
            {
                var call = await calls.OpenAsync(context, profileId);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }
}
