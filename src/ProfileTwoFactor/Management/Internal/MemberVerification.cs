using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Codes and backup codes of a profile's bound members.</summary>
internal sealed class MemberVerification(
    CodeCheck codes,
    WindowManager windows,
    VerifiedAnswer answer
)
{
    public async Task<TwoFactorResult<VerificationOutcome>> VerifyAsync(
        ProfileSession session,
        SubmittedCode code
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        // A cache that takes no writes would burn the code and open nothing.
        await windows.ProbeAsync();
        var proven = await codes.CheckAsync(session, code);
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        var status = await answer.CreateAsync(session, proven.Value);
        return new VerificationOutcome(
            status,
            code.IsBackupCode ? proven.Value.BackupCodes?.Hashes.Count ?? 0 : null
        );
    }
}
