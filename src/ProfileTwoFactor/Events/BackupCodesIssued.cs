namespace ProfileTwoFactor.Events;

/// <summary>A new set of backup codes was issued and replaced the earlier one.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Count">The number of backup codes.</param>
public sealed record BackupCodesIssued(TwoFactorEventContext Context, int Count)
    : TwoFactorEvent(Context)
{
    /// <summary>Whether the codes were issued with an authenticator that was bound in the same step.</summary>
    /// <value>The default is false: a person requested new codes.</value>
    public bool WithAuthenticator { get; init; }
}
