using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Seals a moment for one cache entry, so that who can write to the cache can neither forge nor move a window.</summary>
internal sealed class WindowSeal(IDataProtectionProvider provider, OpenedSeals opened)
{
    private const int OwnerAt = KeyHash.Size;
    private const int KindAt = OwnerAt + KeyHash.Size;
    private const int PlainSize = KindAt + 1 + sizeof(long);
    private const int LongestSealed = 1024;

    /// <summary>How the framework's protected payloads begin, whatever the key.</summary>
    private static readonly byte[] Magic = [0x09, 0xF0, 0xC9, 0xF0];

    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.Windows.v2"
    );

    public byte[] Seal(WindowKey key, WindowEntryKind kind, DateTimeOffset moment)
    {
        var plain = new byte[PlainSize];
        key.Place.Hash.CopyTo(plain, 0);
        key.Owner.CopyTo(plain, OwnerAt);
        plain[KindAt] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(KindAt + 1), moment.UtcTicks);
        return _protector.Protect(plain);
    }

    public SealVerdict Open(
        WindowKey key,
        WindowEntryKind kind,
        byte[] entry,
        out DateTimeOffset moment
    ) => Open(key.Place, key.Owner, kind, entry, out moment);

    /// <summary>The same without a look at whose it is.</summary>
    public SealVerdict Look(
        WindowPlace place,
        WindowEntryKind kind,
        byte[] entry,
        out DateTimeOffset moment
    ) => Open(place, owner: null, kind, entry, out moment);

    private SealVerdict Open(
        WindowPlace place,
        byte[]? owner,
        WindowEntryKind kind,
        byte[] entry,
        out DateTimeOffset moment
    )
    {
        moment = default;
        if (entry.Length > LongestSealed)
        {
            return SealVerdict.Foreign;
        }

        if (opened.Find(entry) is not { } plain)
        {
            try
            {
                plain = _protector.Unprotect(entry);
            }
            catch (CryptographicException)
            {
                return CouldBeSealed(entry) ? SealVerdict.Unreadable : SealVerdict.Foreign;
            }

            opened.Keep(entry, plain);
        }

        if (
            plain.Length != PlainSize
            || plain[KindAt] != (byte)kind
            || !Holds(plain, 0, place.Hash)
        )
        {
            return SealVerdict.Foreign;
        }

        var ticks = BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(KindAt + 1));
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return SealVerdict.Foreign;
        }

        moment = new DateTimeOffset(ticks, TimeSpan.Zero);
        return owner is null || Holds(plain, OwnerAt, owner)
            ? SealVerdict.Valid
            : SealVerdict.AnotherOwners;
    }

    private static bool Holds(byte[] plain, int offset, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(plain.AsSpan(offset, KeyHash.Size), hash);

    /// <remarks>A custom provider of the host may write another format, which is unknown, so any value could be its.</remarks>
    private bool CouldBeSealed(byte[] entry) =>
        entry.AsSpan().StartsWith(Magic) || !_protector.Protect([]).AsSpan().StartsWith(Magic);
}
