using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>SHA-256 over length-prefixed parts, so that <c>a|b, c</c> and <c>a, b|c</c> never meet.</summary>
internal static class KeyHash
{
    public const int Size = SHA256.HashSizeInBytes;

    // Longer ones are hashed from a rented array; the parts are ids and tokens.
    private const int MostOnStack = 2048;

    public static byte[] Compute(params ReadOnlySpan<string> parts)
    {
        var size = 0;
        foreach (var part in parts)
        {
            size += sizeof(int) + part.Length * sizeof(char);
        }

        // In one piece: each call into the hash costs more than hashing what one part adds.
        var rented = size > MostOnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[MostOnStack];
        var rest = buffer;
        foreach (var part in parts)
        {
            // UTF-16 as it stands: two strings that differ ordinally differ here, also with lone surrogates,
            // which an encoder would fold into the same replacement character.
            var bytes = MemoryMarshal.AsBytes(part.AsSpan());
            BinaryPrimitives.WriteInt32LittleEndian(rest, bytes.Length);
            bytes.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + bytes.Length)..];
        }

        var hash = SHA256.HashData(buffer[..size]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return hash;
    }
}
