namespace ProfileTwoFactor.Stores;

/// <summary>The unused backup codes of one binding, as salted password hashes under one salt: one derivation checks an attempt against all.</summary>
public sealed record BackupCodeSet
{
    /// <summary>The salt of the whole set.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>PBKDF2-HMAC-SHA256 iterations the hashes were made with.</summary>
    public required int Iterations { get; init; }

    /// <summary>The hashes of the codes that are left.</summary>
    public required IReadOnlyList<byte[]> Hashes { get; init; }
}
