using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Codes and backup codes of a profile's bound members.</summary>
internal sealed class MemberVerification(
    CodeCheck codes,
    WindowManager windows,
    WindowOpener answer
)
{
    public async Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        ProfileCall call,
        SubmittedCode code
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        // A cache that takes no writes would burn the code and open nothing.
        await windows.ProbeAsync();
        var proven = await codes.CheckAsync(call, code);
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        var status = await answer.CreateAsync(call, proven.Value);
        return new VerificationResult(
            status,
            code.IsBackupCode ? proven.Value.BackupCodes?.Hashes.Count ?? 0 : null
        );
    }
}
