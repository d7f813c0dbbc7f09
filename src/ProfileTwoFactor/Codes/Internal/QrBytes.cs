using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>The bytes of a QR code: text, padding, and Reed-Solomon correction.</summary>
internal static class QrBytes
{
    private const int ByteMode = 4;

    /// <summary>In the order in which the modules show them.</summary>
    public static byte[] Create(string ascii, QrVersion version)
    {
        var data = Pad(ascii, version);
        var divisor = Divisor(version.EccLength);
        // Blocks differ in length by one: the last of them have one more byte of data.
        var shortest = version.DataBytes / version.Blocks;
        var longer = version.DataBytes % version.Blocks;
        var blocks = new (int Start, int Length, byte[] Ecc)[version.Blocks];
        for (var (block, start) = (0, 0); block < blocks.Length; block++)
        {
            var length = shortest + (block < version.Blocks - longer ? 0 : 1);
            blocks[block] = (start, length, Remainder(data.AsSpan(start, length), divisor));
            start += length;
        }

        var bytes = new List<byte>(version.Bytes);
        for (var at = 0; at <= shortest; at++)
        {
            bytes.AddRange(
                blocks.Where(block => at < block.Length).Select(block => data[block.Start + at])
            );
        }

        for (var at = 0; at < version.EccLength; at++)
        {
            bytes.AddRange(blocks.Select(block => block.Ecc[at]));
        }

        return [.. bytes];
    }

    private static byte[] Pad(string ascii, QrVersion version)
    {
        var bits = new List<bool>(version.DataBytes * 8);
        Append(bits, ByteMode, 4);
        Append(bits, ascii.Length, version.LengthBits);
        foreach (var letter in Encoding.ASCII.GetBytes(ascii))
        {
            Append(bits, letter, 8);
        }

        // Four bits of mode and whole bytes before them: the end of the text always fits, and fills up the byte.
        Append(bits, 0, 4);
        for (var pad = 0xEC; bits.Count < version.DataBytes * 8; pad ^= 0xEC ^ 0x11)
        {
            Append(bits, pad, 8);
        }

        var bytes = new byte[version.DataBytes];
        for (var bit = 0; bit < bits.Count; bit++)
        {
            bytes[bit / 8] |= (byte)(bits[bit] ? 0x80 >> (bit % 8) : 0);
        }

        return bytes;
    }

    private static void Append(List<bool> bits, int value, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
        {
            bits.Add(((value >> bit) & 1) != 0);
        }
    }

    private static byte[] Divisor(int degree)
    {
        var divisor = new byte[degree];
        divisor[^1] = 1;
        byte root = 1;
        for (var power = 0; power < degree; power++)
        {
            for (var at = 0; at < degree; at++)
            {
                divisor[at] = Multiply(divisor[at], root);
                if (at + 1 < degree)
                {
                    divisor[at] ^= divisor[at + 1];
                }
            }

            root = Multiply(root, 2);
        }

        return divisor;
    }

    private static byte[] Remainder(ReadOnlySpan<byte> data, byte[] divisor)
    {
        var remainder = new byte[divisor.Length];
        foreach (var value in data)
        {
            var factor = (byte)(value ^ remainder[0]);
            remainder.AsSpan(1).CopyTo(remainder);
            remainder[^1] = 0;
            for (var at = 0; at < divisor.Length; at++)
            {
                remainder[at] ^= Multiply(divisor[at], factor);
            }
        }

        return remainder;
    }

    /// <summary>In the field of 256 elements that QR codes use.</summary>
    private static byte Multiply(byte first, byte second)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((second >> bit) & 1) * first;
        }

        return (byte)product;
    }
}
