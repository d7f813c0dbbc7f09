namespace ProfileTwoFactor.Events;

/// <summary>The Owner had a reminder sent to the members who haven't bound an authenticator.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Members">The number of these members.</param>
public sealed record MembersReminded(TwoFactorEventContext Context, int Members)
    : TwoFactorEvent(Context);
