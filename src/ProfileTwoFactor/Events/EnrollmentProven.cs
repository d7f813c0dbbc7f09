namespace ProfileTwoFactor.Events;

/// <summary>A member proved a first binding with a mailed code or with a pass of the Owner, and was shown a new authenticator.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record EnrollmentProven(TwoFactorEventContext Context) : TwoFactorEvent(Context);
