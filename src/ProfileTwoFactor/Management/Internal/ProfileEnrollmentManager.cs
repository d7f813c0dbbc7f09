using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about enrollment.</summary>
internal sealed class ProfileEnrollmentManager(
    ProfileCallRunner calls,
    MemberBinding binding,
    MemberEnrollment enrollment
) : IProfileEnrollmentManager
{
    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string proof
    )
    {
        ArgumentNullException.ThrowIfNull(proof);
        return calls.RunAttemptAsync(
            "begin-binding",
            context,
            profileId,
            call => binding.BeginAsync(call, proof)
        );
    }

    public Task<TwoFactorResult> SendCodeAsync(HttpContext context, string profileId) =>
        calls.RunAsync("enrollment-email", context, profileId, enrollment.SendCodeAsync);

    public Task<TwoFactorResult<IssuedEnrollmentPass>> IssuePassAsync(
        HttpContext context,
        string profileId,
        string memberId
    )
    {
        ArgumentNullException.ThrowIfNull(memberId);
        return calls.RunAsync(
            "enrollment-pass",
            context,
            profileId,
            call => enrollment.IssuePassAsync(call, memberId)
        );
    }
}
