namespace ProfileTwoFactor.Stores;

/// <summary>A secret that was shown and not yet proven. It opens nothing.</summary>
public sealed record PendingBinding
{
    /// <summary>The id the binding will have.</summary>
    public required string BindingId { get; init; }

    /// <summary>The secret as <see cref="ISecretProtector"/> encrypted it.</summary>
    public required byte[] ProtectedSecret { get; init; }

    /// <summary>The binding it would replace, or null. If that one changes meanwhile, this pending binding is void.</summary>
    public string? ReplacesBindingId { get; init; }

    /// <summary>A hash of what identifies the browser (or the token) that began it.</summary>
    public required byte[] CallerHash { get; init; }

    /// <summary>The Owner of the profile when it was begun; a transfer voids it.</summary>
    public required string OwnerMemberId { get; init; }

    /// <summary>When it dies by itself.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The step of a code that was accepted for it, so that the confirming code counts as used even if what follows fails.</summary>
    public long LastAcceptedStep { get; init; }
}
