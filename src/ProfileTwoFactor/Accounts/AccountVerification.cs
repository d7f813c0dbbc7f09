namespace ProfileTwoFactor;

/// <summary>A code or backup code of an account that was accepted.</summary>
/// <param name="BackupCodesLeft">How many backup codes are left, when one was used; otherwise null.</param>
public sealed record AccountVerification(int? BackupCodesLeft);
