namespace ProfileTwoFactor.Events;

/// <summary>Something that happened and is committed. Holds no secret, code, token or link.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public abstract record TwoFactorEvent(TwoFactorEventContext Context);
