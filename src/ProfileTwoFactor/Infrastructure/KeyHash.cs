using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>SHA-256 over length-prefixed parts, so that <c>a|b, c</c> and <c>a, b|c</c> never meet.</summary>
internal static class KeyHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public static byte[] Compute(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            // UTF-16 as it stands: two strings that differ ordinally differ here, also with lone surrogates,
            // which an encoder would fold into the same replacement character.
            var bytes = MemoryMarshal.AsBytes(part.AsSpan());
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
