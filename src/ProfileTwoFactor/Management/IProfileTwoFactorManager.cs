using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Manages the two-factor authentication of profiles, for members and Owners. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>
/// Each call uses the signed-in user of the <see cref="HttpContext"/>, and checks in this order: signed in, profile and
/// membership, Owner, enabled or not, bound or not, verified and fresh, pending binding, locked or disabled, and finally the code.
/// The caller must validate antiforgery. The package's endpoints and pages do so before each call.
/// Calls can set cookies, so the response must not have started.
/// </remarks>
public interface IProfileTwoFactorManager
{
    /// <summary>Gets the status of the profile and of the caller.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Starts the first binding, or starts it again: of a member if two-factor authentication is enabled, or of the Owner before it is enabled.</summary>
    /// <remarks>With <see cref="EnrollmentProof.Required"/> only in a browser that has given a proof to <see cref="IProfileEnrollmentManager"/>; elsewhere the result is <c>enrollment-proof-required</c>.</remarks>
    Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Starts the replacement of the caller's authenticator. The old authenticator works until the new one is confirmed. Requires a fresh verification.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Binds the Owner's pending authenticator and enables two-factor authentication, in one step.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Binds the Owner's pending authenticator and enables two-factor authentication, in one step. Members must verify from a date.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="code">The first code of the pending authenticator.</param>
    /// <param name="enforceFrom">The date, at most 90 days ahead. If it is null or has passed, members must verify at once.</param>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code,
        DateTimeOffset? enforceFrom
    );

    /// <summary>Changes the date from which members must verify, as long as it hasn't passed. Requires the Owner and a fresh verification.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="enforceFrom">The date, at most 90 days ahead. If it is null or has passed, members must verify at once.</param>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> MoveEnforcementAsync(
        HttpContext context,
        string profileId,
        DateTimeOffset? enforceFrom
    );

    /// <summary>Gets who has bound an authenticator, and who would be refused. Requires the Owner, verified once two-factor authentication is enforced.</summary>
    Task<TwoFactorResult<EnforcementPreview>> PreviewEnforcementAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Has a mail sent to each member who hasn't bound an authenticator, at most once in 24 hours. Requires the Owner, verified once two-factor authentication is enforced.</summary>
    Task<TwoFactorResult<QueuedReminders>> RemindMembersAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Confirms the caller's pending authenticator. The caller is then bound and verified.</summary>
    /// <remarks>The method isn't named BindAsync, because minimal APIs use a method with that name to bind a parameter.</remarks>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Verifies a code of the caller's authenticator in this browser.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    );

    /// <summary>Verifies and consumes a backup code in place of a code from the authenticator.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string profileId,
        string? backupCode
    );

    /// <summary>Issues ten backup codes, which replace all earlier ones. Requires a fresh verification.</summary>
    /// <remarks><c>conflict</c> if another request changes the authenticators at the same time. Then no codes are shown, because they might not count.</remarks>
    Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Disables two-factor authentication and invalidates all bindings. Requires the Owner and a fresh verification.</summary>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Lists the members and the states of their authenticators. Requires the Owner, verified if two-factor authentication is enabled.</summary>
    Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Resets the authenticator of one member, who must bind again. Requires the Owner and a fresh verification.</summary>
    Task<TwoFactorResult> ResetMemberAsync(HttpContext context, string profileId, string memberId);
}
