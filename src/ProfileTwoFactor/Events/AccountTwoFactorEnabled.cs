namespace ProfileTwoFactor.Events;

/// <summary>A person enabled account-level two-factor authentication. The authenticator was bound in the same step.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AccountTwoFactorEnabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
