namespace ProfileTwoFactor.Events;

/// <summary>Two-factor authentication of a profile was enabled. The Owner's authenticator was bound in the same step.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Epoch">The new epoch.</param>
public sealed record ProfileTwoFactorEnabled(TwoFactorEventContext Context, string Epoch)
    : TwoFactorEvent(Context)
{
    /// <summary>The time from which members must verify. Null if they must verify at once.</summary>
    public DateTimeOffset? EnforcedFrom { get; init; }
}
