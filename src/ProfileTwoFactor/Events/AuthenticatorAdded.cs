namespace ProfileTwoFactor.Events;

/// <summary>A further authenticator was confirmed beside those that the member has.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AuthenticatorAdded(TwoFactorEventContext Context) : TwoFactorEvent(Context);
