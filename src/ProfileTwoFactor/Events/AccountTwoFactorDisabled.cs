namespace ProfileTwoFactor.Events;

/// <summary>A person disabled account-level two-factor authentication. The authenticator and its backup codes no longer work.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AccountTwoFactorDisabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
