namespace ProfileTwoFactor.Events;

/// <summary>The Owner changed the date from which members must verify.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="From">The date before the change.</param>
/// <param name="To">The new date. Null if members must verify at once.</param>
public sealed record ProfileEnforcementMoved(
    TwoFactorEventContext Context,
    DateTimeOffset From,
    DateTimeOffset? To
) : TwoFactorEvent(Context);
