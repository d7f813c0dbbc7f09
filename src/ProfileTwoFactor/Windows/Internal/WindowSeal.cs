using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Internal;

/// <summary>Seals a moment for one cache entry, so that who can write to the cache can neither forge nor move a window.</summary>
internal sealed class WindowSeal(IDataProtectionProvider provider)
{
    private const int PlainSize = KeyHash.Size + 1 + sizeof(long);
    private const int LongestSealed = 1024;
    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.Windows.v1"
    );

    public byte[] Seal(WindowKey key, WindowEntryKind kind, DateTimeOffset moment)
    {
        var plain = new byte[PlainSize];
        key.Hash.CopyTo(plain, 0);
        plain[KeyHash.Size] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(KeyHash.Size + 1), moment.UtcTicks);
        return _protector.Protect(plain);
    }

    /// <summary>Null when the entry is not one we sealed for this key and kind.</summary>
    public DateTimeOffset? Open(WindowKey key, WindowEntryKind kind, byte[] entry)
    {
        if (entry.Length > LongestSealed)
        {
            return null;
        }

        byte[] plain;
        try
        {
            plain = _protector.Unprotect(entry);
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (
            plain.Length != PlainSize
            || plain[KeyHash.Size] != (byte)kind
            || !CryptographicOperations.FixedTimeEquals(plain.AsSpan(0, KeyHash.Size), key.Hash)
        )
        {
            return null;
        }

        var ticks = BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(KeyHash.Size + 1));
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }
}
