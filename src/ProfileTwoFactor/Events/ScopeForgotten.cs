namespace ProfileTwoFactor.Events;

/// <summary>The app deleted a person or a profile, and the package deleted what it had stored about it. No mail is sent.</summary>
/// <param name="Context">The scope, the time, and the operator. Names are empty, because the person or profile no longer exists.</param>
/// <param name="Reason">The reason that the caller gave.</param>
public sealed record ScopeForgotten(TwoFactorEventContext Context, string Reason)
    : TwoFactorEvent(Context);
