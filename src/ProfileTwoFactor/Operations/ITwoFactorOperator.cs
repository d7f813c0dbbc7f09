using ProfileTwoFactor.Events;

namespace ProfileTwoFactor;

/// <summary>Removes second factors for people who lost both their authenticator and their backup codes. It requires no secret, so it also works if the key ring is lost.</summary>
/// <remarks>
/// <para>
/// These calls don't check the caller: any code that can call them can remove the second factor of any account. Call them only from
/// staff tools that require a role and, preferably, two-factor authentication, and only after the person's identity was verified
/// with means that are as strong as the removed factor (OWASP ASVS 6.4.4).
/// </para>
/// <para>Each call ends the affected windows, sends a mail to the person, and publishes <see cref="RemovedByOperator"/>. No call reveals a secret.</para>
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
}
