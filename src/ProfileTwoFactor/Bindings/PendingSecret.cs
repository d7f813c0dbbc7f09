using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A secret on its one way out to the person who binds. Not a record: nothing prints it by accident.</summary>
internal sealed class PendingSecret(byte[] secret, DateTimeOffset expiresAt, bool hasOthers)
{
    public byte[] Secret { get; } = secret;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Whether the member has another authenticator: an app that has an entry of the same name would overwrite it.</summary>
    public bool HasOthers { get; } = hasOthers;

    public static PendingSecret Of(PendingBinding pending, byte[] secret) =>
        new(secret, pending.ExpiresAt, pending.ReplacesBindingId is not null || pending.Adds);
}
