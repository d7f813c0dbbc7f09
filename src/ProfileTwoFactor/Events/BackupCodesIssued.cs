namespace ProfileTwoFactor.Events;

/// <summary>A new set of backup codes took the place of the earlier one.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Count">How many.</param>
public sealed record BackupCodesIssued(TwoFactorEventContext Context, int Count)
    : TwoFactorEvent(Context)
{
    /// <summary>Whether they came with an authenticator that was bound in the same step.</summary>
    /// <value>Default: false; somebody asked for new codes.</value>
    public bool WithAuthenticator { get; init; }
}
