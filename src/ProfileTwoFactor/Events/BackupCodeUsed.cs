namespace ProfileTwoFactor.Events;

/// <summary>A backup code was accepted and is spent.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Remaining">Backup codes that are left.</param>
/// <param name="FailuresBefore">Consecutive wrong codes that came before it.</param>
public sealed record BackupCodeUsed(
    TwoFactorEventContext Context,
    int Remaining,
    int FailuresBefore
) : TwoFactorEvent(Context);
