using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Issues what a member proves before a first binding, where <see cref="EnrollmentProof.Required"/> is set, or where all authenticators of the member are of kinds that the rules no longer allow. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>The remarks on <see cref="IProfileTwoFactorManager"/> apply.</remarks>
public interface IProfileEnrollmentManager
{
    /// <summary>Starts the first binding with a proof. After it, this browser can start again without another proof, as long as its pending binding exists.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="proof">The mailed code, the pass of the Owner, or a code of an authenticator app that the rules no longer allow, as it was typed. It is used up by a success. It is ignored where no proof is required.</param>
    /// <remarks>A code allows five wrong attempts, and a pass twenty. Then a new one is needed.</remarks>
    Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string proof
    );

    /// <summary>Mails the caller, who has no authenticator yet, a code that is accepted for ten minutes. Earlier codes are no longer accepted.</summary>
    /// <remarks>Five codes an hour at most; then <c>locked-out</c>. If no proof is required or no mail can be sent, <c>conflict</c>.</remarks>
    Task<TwoFactorResult> SendCodeAsync(HttpContext context, string profileId);

    /// <summary>Issues a pass with which one member without an authenticator can bind one, within 24 hours. Requires the Owner and a fresh verification.</summary>
    /// <remarks>An earlier pass of the member is no longer accepted. Give it to the member in a way that no other person can read.</remarks>
    Task<TwoFactorResult<IssuedEnrollmentPass>> IssuePassAsync(
        HttpContext context,
        string profileId,
        string memberId
    );
}
