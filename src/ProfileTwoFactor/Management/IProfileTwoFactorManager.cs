using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Everything a member and an Owner can do, for endpoints, pages and host code alike. The rules and their order are the same from everywhere.</summary>
/// <remarks>
/// Each call decides from the signed-in user of the <see cref="HttpContext"/> and checks, in this order: signed in, profile and
/// membership, Owner, enabled or not, bound or not, verified and fresh, pending binding, locked or disabled, and last the code.
/// Antiforgery is the caller's business: the package's endpoints and pages check it before they come here.
/// Calls may set cookies, so the response must not have started.
/// </remarks>
public interface IProfileTwoFactorManager
{
    /// <summary>The profile's state and the caller's own.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Begins a first binding, or begins it anew: a member's when enabled, the Owner's before enabling.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Begins the replacement of the caller's authenticator; the old one works until the new one is proven. Needs a fresh verification.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Binds the Owner's pending authenticator and switches two-factor authentication on, as one result.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Confirms the caller's pending authenticator; the caller is then bound and verified.</summary>
    /// <remarks>Not named BindAsync: minimal APIs take a method of that name for a way to make a parameter.</remarks>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Proves the caller's authenticator in this browser.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Uses up a backup code in place of the authenticator.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string profileId,
        string? backupCode
    );

    /// <summary>Issues ten backup codes in place of all earlier ones. Needs a fresh verification.</summary>
    Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Switches two-factor authentication off and voids every binding. Owner only; needs a fresh verification.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>The members and their authenticators' states. Owner only; verified when enabled.</summary>
    Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Voids one member's authenticator, so that they bind again. Owner only; needs a fresh verification.</summary>
    Task<TwoFactorResult<Done>> ResetMemberAsync(
        HttpContext context,
        string profileId,
        string memberId
    );
}
