namespace ProfileTwoFactor.Passkeys;

/// <summary>What a challenge was made for.</summary>
internal enum PasskeyPurpose
{
    /// <summary>A new passkey.</summary>
    Bind = 1,

    /// <summary>A proof of one that is bound.</summary>
    Verify,
}
