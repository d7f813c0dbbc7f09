using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>What this process decrypted a moment ago, by its ciphertext: an entry of the cache is replaced and never changed, and most are read again within seconds.</summary>
/// <remarks>
/// Only what was decrypted is kept, and only for a short time: a key that is revoked must end what it sealed. Whose an entry is, and whether
/// its time is up, is judged each time.
/// </remarks>
internal sealed class OpenedSeals(TimeProvider time, IOptions<ProfileTwoFactorOptions> options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // As many as decisions: an app that keeps more of those has more windows whose entries are read again.
    private readonly TwoGenerationCache<Ciphertext, Opened> _opened = new(
        options.Value.DecisionCapacity
    );

    public byte[]? Find(byte[] entry) =>
        _opened.TryGet(new Ciphertext(entry), out var opened)
        && time.GetElapsedTime(opened.At) < Lifetime
            ? opened.Plain
            : null;

    public void Keep(byte[] entry, byte[] plain) =>
        _opened.Set(new Ciphertext(entry), new Opened(plain, time.GetTimestamp()));

    private sealed record Opened(byte[] Plain, long At);

    private readonly struct Ciphertext(byte[] bytes) : IEquatable<Ciphertext>
    {
        private readonly byte[] _bytes = bytes;

        public bool Equals(Ciphertext other) => _bytes.AsSpan().SequenceEqual(other._bytes);

        public override bool Equals(object? obj) => obj is Ciphertext other && Equals(other);

        // The end is a keyed hash of the rest, which can't be chosen.
        public override int GetHashCode() =>
            _bytes.Length < sizeof(ulong)
                ? 0
                : MemoryMarshal
                    .Read<ulong>(_bytes.AsSpan(_bytes.Length - sizeof(ulong)))
                    .GetHashCode();
    }
}
