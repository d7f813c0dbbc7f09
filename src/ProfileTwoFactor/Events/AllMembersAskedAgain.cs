namespace ProfileTwoFactor.Events;

/// <summary>The Owner ended the verification of all members in all other browsers than the Owner's own. Members verify again; their authenticators stay bound.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AllMembersAskedAgain(TwoFactorEventContext Context) : TwoFactorEvent(Context);
