namespace ProfileTwoFactor.Stores;

/// <summary>A secret that was shown and isn't confirmed yet. It grants no access.</summary>
public sealed record PendingBinding
{
    /// <summary>The id of the authenticator after it is confirmed.</summary>
    public required string BindingId { get; init; }

    /// <summary>The secret, encrypted by <see cref="ISecretProtector"/>.</summary>
    public required byte[] ProtectedSecret { get; init; }

    /// <summary>The id of the authenticator to replace, or null. If that authenticator is removed, this pending binding is no longer valid.</summary>
    public string? ReplacesBindingId { get; init; }

    /// <summary>A hash that identifies the browser or token that started the binding.</summary>
    public required byte[] CallerHash { get; init; }

    /// <summary>The id of the profile's Owner when the binding was started. A transfer of the profile invalidates the binding.</summary>
    public required string OwnerMemberId { get; init; }

    /// <summary>The expiration time.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The time step of a code that was accepted for it, so that the confirming code counts as used even if the rest of the operation fails.</summary>
    public long LastAcceptedStep { get; init; }

    /// <summary>Whether it is added to the member's authenticators instead of being the first or replacing one.</summary>
    /// <remarks>If a store loses the value, the pending binding can't be confirmed.</remarks>
    public bool Adds { get; init; }

    /// <summary>The name that it gets. Empty for none.</summary>
    public string Name { get; init; } = "";
}
