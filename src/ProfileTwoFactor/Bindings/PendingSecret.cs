using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A secret on its one way out to the person who binds. Not a record: nothing prints it by accident.</summary>
internal sealed class PendingSecret(byte[] secret, DateTimeOffset expiresAt, bool replaces)
{
    public byte[] Secret { get; } = secret;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Whether another authenticator is in force until this one is confirmed.</summary>
    public bool Replaces { get; } = replaces;

    public static PendingSecret Of(PendingBinding pending, byte[] secret) =>
        new(secret, pending.ExpiresAt, pending.ReplacesBindingId is not null);
}
