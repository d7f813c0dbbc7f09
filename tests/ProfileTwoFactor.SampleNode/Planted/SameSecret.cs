using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>Decrypts the secret of the member who came before, in place of one's own.</summary>
internal sealed class SameSecret(ISecretProtector inner) : ISecretProtector
{
    private readonly Lock _lock = new();
    private (BindingKey Key, byte[] Secret)? _before;

    public byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret) => inner.Protect(key, secret);

    public byte[] Unprotect(BindingKey key, byte[] protectedSecret)
    {
        var own = inner.Unprotect(key, protectedSecret);
        lock (_lock)
        {
            var answer =
                _before is { } before
                && before.Key.Scope == key.Scope
                && before.Key.MemberId != key.MemberId
                    ? before.Secret
                    : own;
            // Copies: who has decrypted one clears it.
            _before = (key, [.. own]);
            return [.. answer];
        }
    }
}
