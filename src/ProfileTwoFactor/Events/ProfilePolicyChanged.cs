namespace ProfileTwoFactor.Events;

/// <summary>The Owner changed the rules of the profile.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Changes">What was changed, at least one rule.</param>
public sealed record ProfilePolicyChanged(
    TwoFactorEventContext Context,
    IReadOnlyList<PolicyValueChange> Changes
) : TwoFactorEvent(Context);
