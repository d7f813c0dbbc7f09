namespace ProfileTwoFactor.Events;

/// <summary>Notifies the members when two-factor authentication is enabled for their profile. <c>ProfileTwoFactor.Mail</c> contains an implementation.</summary>
/// <remarks>
/// Without an announcer, members aren't notified, and a warning is logged at startup. With an announcer, two-factor authentication is enabled only
/// after the announcement is stored: if <see cref="KeepAsync"/> throws or takes longer than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, it stays off and the Owner receives <c>two-factor-unavailable</c>.
/// Implementations are singletons and must be safe for concurrent use.
/// </remarks>
public interface IProfileAnnouncer
{
    /// <summary>Checks whether an announcement can be stored now, and throws if it can't. Called before the Owner's code is consumed.</summary>
    /// <param name="scope">The profile.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task ProbeAsync(TwoFactorScope scope, CancellationToken cancellationToken);

    /// <summary>Stores the announcement durably, before the policy contains the epoch. If the profile is then not enabled, it must not be announced.</summary>
    /// <param name="enabling">The event that is published after the profile is enabled.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    /// <remarks>If <see cref="ProfileTwoFactorEnabled.EnforcedFrom"/> is set, members without an authenticator should be reminded before that date.</remarks>
    Task KeepAsync(ProfileTwoFactorEnabled enabling, CancellationToken cancellationToken);

    /// <summary>Stores the reminders for a new date durably, before the policy contains the date. If the policy then doesn't contain it, they must not be sent.</summary>
    /// <param name="moving">The event that is published after the date is changed.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task KeepDateAsync(ProfileEnforcementMoved moving, CancellationToken cancellationToken);

    /// <summary>Stores a reminder to the members without an authenticator durably, before the policy contains its time. If the policy then doesn't contain it, it must not be sent.</summary>
    /// <param name="reminding">The event that is published afterwards.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task KeepReminderAsync(MembersReminded reminding, CancellationToken cancellationToken);
}
