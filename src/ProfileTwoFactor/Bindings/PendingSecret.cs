namespace ProfileTwoFactor.Bindings;

/// <summary>A secret on its one way out to the person who binds. Not a record: nothing prints it by accident.</summary>
internal sealed class PendingSecret(byte[] secret, DateTimeOffset expiresAt)
{
    public byte[] Secret { get; } = secret;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
