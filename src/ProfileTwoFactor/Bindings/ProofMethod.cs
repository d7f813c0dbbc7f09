namespace ProfileTwoFactor.Bindings;

/// <summary>With what a member has verified, as tokens and principals name it.</summary>
internal enum ProofMethod : byte
{
    None,
    Code,

    /// <summary>A passkey that stays on its device.</summary>
    HardwareKey,

    /// <summary>A passkey that can be copied to other devices.</summary>
    SoftwareKey,
    BackupCode,
}
