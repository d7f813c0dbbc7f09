namespace ProfileTwoFactor;

/// <summary>A verification that succeeded.</summary>
/// <param name="Status">The state afterwards.</param>
/// <param name="BackupCodesLeft">How many backup codes are left, when one was used; otherwise null.</param>
public sealed record VerificationResult(ProfileTwoFactorStatus Status, int? BackupCodesLeft);
