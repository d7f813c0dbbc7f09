using ProfileTwoFactor.Events;

namespace ProfileTwoFactor;

/// <summary>What the host's support may do for somebody who lost everything. Needs no secret, so it also works when the key ring is lost.</summary>
/// <remarks>
/// <para>
/// These calls check nothing about the caller: whoever can reach them can take the second factor off any account. Call them only from
/// staff tools that are behind a role and, best, behind two-factor authentication of their own, and only after the person was recognised
/// by means as strong as what is being removed (OWASP ASVS 6.4.4).
/// </para>
/// <para>Each ends the windows concerned, mails the person and publishes <see cref="RemovedByOperator"/>. No call reveals a secret.</para>
/// </remarks>
public interface ITwoFactorOperator
{
    /// <summary>Switches the account-level two-factor authentication of a person off. Signing in takes the password alone until they set it up again.</summary>
    /// <returns><c>not-found</c>: no such account. <c>not-enabled</c>: there is nothing to remove.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is missing or too long.</exception>
    Task<TwoFactorResult<Done>> RemoveAccountBindingAsync(
        string userId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );

    /// <summary>Voids one member's authenticator in a profile, the Owner's too. The member binds again at the next access.</summary>
    /// <returns><c>not-found</c>: no such profile or member. <c>not-enabled</c>: the profile has no two-factor authentication. <c>not-bound</c>: there is nothing to remove.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is missing or too long.</exception>
    Task<TwoFactorResult<Done>> RemoveProfileBindingAsync(
        string profileId,
        string memberId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );

    /// <summary>Switches a profile's two-factor authentication off and voids every binding of it.</summary>
    /// <returns><c>not-found</c>: no such profile. <c>not-enabled</c>: it is off already.</returns>
    /// <exception cref="ArgumentException">The operator or the reason is missing or too long.</exception>
    Task<TwoFactorResult<Done>> SwitchProfileOffAsync(
        string profileId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    );
}
