namespace ProfileTwoFactor.Stores;

/// <summary>An authenticator that was proven once and is in force.</summary>
public sealed record ActiveBinding
{
    /// <summary>A random id. Windows name it, so they end with the binding.</summary>
    public required string BindingId { get; init; }

    /// <summary>The secret as <see cref="ISecretProtector"/> encrypted it.</summary>
    public required byte[] ProtectedSecret { get; init; }

    /// <summary>The RFC 6238 time step of the last code that was accepted; only later ones are accepted again.</summary>
    public required long LastAcceptedStep { get; init; }

    /// <summary>When the first code proved it.</summary>
    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>The backup codes that are left, or null when none were issued.</summary>
    public BackupCodeSet? BackupCodes { get; init; }
}
