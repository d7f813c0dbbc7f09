namespace ProfileTwoFactor.Stores;

/// <summary>The unused backup codes of one binding, as password hashes with one salt, so that one derivation checks an attempt against all codes.</summary>
public sealed record BackupCodeSet
{
    /// <summary>The salt of the whole set.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The number of PBKDF2-HMAC-SHA256 iterations of the hashes.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the codes are recovery codes of the app's earlier system, which have another form than the package's.</summary>
    /// <value>The default is false. If a store loses it, the codes are no longer accepted.</value>
    public bool Imported { get; init; }

    /// <summary>The hashes of the unused codes.</summary>
    public required IReadOnlyList<byte[]> Hashes { get; init; }
}
