namespace ProfileTwoFactor.Events;

/// <summary>The Owner issued a pass with which a member can bind a first authenticator.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record EnrollmentPassIssued(TwoFactorEventContext Context) : TwoFactorEvent(Context);
