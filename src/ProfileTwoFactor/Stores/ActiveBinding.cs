namespace ProfileTwoFactor.Stores;

/// <summary>A confirmed, active authenticator.</summary>
public sealed record ActiveBinding
{
    /// <summary>A random id. Windows contain it, so they end with the binding.</summary>
    public required string BindingId { get; init; }

    /// <summary>The secret, encrypted by <see cref="ISecretProtector"/>.</summary>
    public required byte[] ProtectedSecret { get; init; }

    /// <summary>The RFC 6238 time step of the last accepted code. Only codes of later time steps are accepted.</summary>
    public required long LastAcceptedStep { get; init; }

    /// <summary>The time at which it was confirmed with the first code.</summary>
    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>The unused backup codes, or null if none were issued.</summary>
    public BackupCodeSet? BackupCodes { get; init; }
}
