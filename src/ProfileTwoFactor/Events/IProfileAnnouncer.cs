namespace ProfileTwoFactor.Events;

/// <summary>Makes sure that the members hear of it when their profile is switched on. <c>ProfileTwoFactor.Mail</c> brings one.</summary>
/// <remarks>
/// Without an announcer a profile is switched on in silence, which a warning says at start. With one, a profile is switched on only
/// after the announcement is kept: when <see cref="KeepAsync"/> throws or takes longer than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, the profile stays off and the Owner gets <c>two-factor-unavailable</c>.
/// Implementations are singletons and safe for concurrent use.
/// </remarks>
public interface IProfileAnnouncer
{
    /// <summary>Asked before the Owner's code is spent: throws if an announcement can't be kept now.</summary>
    /// <param name="scope">The profile.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    Task ProbeAsync(TwoFactorScope scope, CancellationToken cancellationToken);

    /// <summary>Keeps the announcement, durably, before the policy names the epoch. A profile that is not switched on after all must not be announced.</summary>
    /// <param name="enabling">The event as it will be published once the profile is on.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    Task KeepAsync(ProfileTwoFactorEnabled enabling, CancellationToken cancellationToken);
}
