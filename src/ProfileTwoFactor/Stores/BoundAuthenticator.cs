namespace ProfileTwoFactor.Stores;

/// <summary>One confirmed authenticator of a member.</summary>
public sealed record BoundAuthenticator
{
    /// <summary>A random id. A window contains the id of the authenticator that opened it, so it ends with it.</summary>
    public required string Id { get; init; }

    /// <summary>What it proves with.</summary>
    public required AuthenticatorKind Kind { get; init; }

    /// <summary>The name that the member gave it. Empty if the member gave none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The time at which it was confirmed.</summary>
    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>The time at which it was last used. Null if it wasn't used since it was confirmed, or if a release without this value wrote the record.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The secret of an authenticator app, encrypted by <see cref="ISecretProtector"/>. Null for other kinds.</summary>
    public byte[]? ProtectedSecret { get; init; }

    /// <summary>The RFC 6238 time step of the last accepted code. Only codes of later time steps are accepted.</summary>
    public long LastAcceptedStep { get; init; }

    /// <summary>The credential of a passkey. Null for other kinds.</summary>
    public PasskeyCredential? Passkey { get; init; }

    /// <summary>The time since which it is no longer accepted, because its signature counter went back. Null for one that is accepted.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}
