using ProfileTwoFactor.Events;

namespace ProfileTwoFactor;

/// <summary>Removes second factors: of people who lost both their authenticator and their backup codes, and of deleted people and profiles. It requires no secret, so it also works if the key ring is lost.</summary>
/// <remarks>
/// <para>
/// These calls don't check the caller: any code that can call them can remove the second factor of any account. Call them only from
/// staff tools that require a role and, preferably, two-factor authentication, and only after the person's identity was verified
/// with means that are as strong as the removed factor (OWASP ASVS 6.4.4).
/// </para>
/// <para>
/// Each call ends the affected windows. Removals send a mail to the person and publish <see cref="RemovedByOperator"/>. No call reveals a
/// secret.
/// </para>
/// </remarks>
public interface ITwoFactorOperator
{
    /// <summary>Disables the account-level two-factor authentication of a person. The person signs in with only the password until they set it up again.</summary>
    /// <returns><c>not-found</c> if there is no such account; <c>not-enabled</c> if there is nothing to remove.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long.</exception>
    Task<TwoFactorResult> RemoveAccountBindingAsync(
        string userId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes the authenticator of one member, or of the Owner, in a profile. The person binds again at the next visit.</summary>
    /// <returns><c>not-found</c> if there is no such profile or member; <c>not-enabled</c> if the profile has no two-factor authentication; <c>not-bound</c> if there is nothing to remove.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long.</exception>
    Task<TwoFactorResult> RemoveProfileBindingAsync(
        string profileId,
        string memberId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );

    /// <summary>Disables two-factor authentication of a profile and invalidates all of its bindings.</summary>
    /// <returns><c>not-found</c> if there is no such profile; <c>not-enabled</c> if it is already disabled.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long.</exception>
    Task<TwoFactorResult> SwitchProfileOffAsync(
        string profileId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Deletes what is stored about an account or profile that the app has deleted: bindings of all epochs and queued mails. All of its windows
    /// and proofs end. Call it after the deletion. The call can be repeated, and publishes <see cref="ScopeForgotten"/> each time.
    /// </summary>
    /// <remarks>
    /// One row remains, which says that two-factor authentication is off, with the scope, the time and the operator's id. It protects
    /// the next account or profile with the same id from late writes. A person's bindings in profiles end when the
    /// profile directory no longer returns the person as a member.
    /// </remarks>
    /// <param name="scope">The account or profile, with the stamp that it had.</param>
    /// <param name="action">The operator or the part of the app that deleted it, and the reason.</param>
    /// <param name="cancellationToken">Cancels the deletion. What is left is deleted by the next call.</param>
    /// <returns><c>two-factor-unavailable</c> if something may be left. Repeat the call.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long, or the tenants of scope and action differ.</exception>
    /// <exception cref="InvalidOperationException">The app's directory still returns the account or profile, with the same stamp.</exception>
    Task<TwoFactorResult> ForgetAsync(
        TwoFactorScope scope,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );
}
