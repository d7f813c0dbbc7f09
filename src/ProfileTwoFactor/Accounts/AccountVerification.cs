namespace ProfileTwoFactor;

/// <summary>An accepted code or backup code of an account.</summary>
/// <param name="BackupCodesLeft">The number of unused backup codes if a backup code was used; otherwise null.</param>
public sealed record AccountVerification(int? BackupCodesLeft);
