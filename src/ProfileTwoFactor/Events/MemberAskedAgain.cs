namespace ProfileTwoFactor.Events;

/// <summary>The Owner ended the verification of one member in all browsers. The member verifies again; the authenticator stays bound.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record MemberAskedAgain(TwoFactorEventContext Context) : TwoFactorEvent(Context);
