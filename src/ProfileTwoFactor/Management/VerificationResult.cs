namespace ProfileTwoFactor;

/// <summary>The result of a successful verification.</summary>
/// <param name="Status">The status after the verification.</param>
/// <param name="BackupCodesLeft">The number of unused backup codes if a backup code was used; otherwise null.</param>
public sealed record VerificationResult(ProfileTwoFactorStatus Status, int? BackupCodesLeft);
