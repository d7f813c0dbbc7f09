namespace ProfileTwoFactor;

/// <summary>A code or backup code that was accepted, for a profile or an account.</summary>
/// <param name="BackupCodesLeft">How many backup codes are left, when one was used; otherwise null.</param>
/// <param name="Status">The caller's state in the profile afterwards. Null for an account.</param>
public sealed record VerificationResult(
    int? BackupCodesLeft,
    ProfileTwoFactorStatus? Status = null
);
