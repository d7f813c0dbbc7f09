namespace ProfileTwoFactor.Codes.Internal;

/// <summary>A size of QR codes (ISO/IEC 18004) with one of two levels of error correction: what it holds, and in how many blocks.</summary>
internal sealed class QrVersion
{
    private const int Largest = 40;

    private static readonly byte[] LowEccLengths =
    [
        .. (byte[])[7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
        .. (byte[])[28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    ];

    private static readonly byte[] MediumEccLengths =
    [
        .. (byte[])[10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
        .. (byte[])[26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
    ];

    private static readonly byte[] LowBlocks =
    [
        .. (byte[])[1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
        .. (byte[])[8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    ];

    private static readonly byte[] MediumBlocks =
    [
        .. (byte[])[1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
        .. (byte[])[17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    ];

    private QrVersion(int number, bool medium)
    {
        Number = number;
        IsMedium = medium;
        Blocks = (medium ? MediumBlocks : LowBlocks)[number - 1];
        EccLength = (medium ? MediumEccLengths : LowEccLengths)[number - 1];
    }

    public int Number { get; }

    /// <summary>15 per cent of the code can be lost, instead of 7.</summary>
    public bool IsMedium { get; }

    /// <summary>In how many parts the bytes are corrected.</summary>
    public int Blocks { get; }

    /// <summary>Bytes of correction of each block.</summary>
    public int EccLength { get; }

    /// <summary>Modules on a side, without the quiet zone.</summary>
    public int Size => (Number * 4) + 17;

    /// <summary>Bytes of data and correction.</summary>
    public int Bytes => RawModules / 8;

    public int DataBytes => Bytes - (EccLength * Blocks);

    /// <summary>The length of the number that says how many bytes there are.</summary>
    public int LengthBits => Number < 10 ? 8 : 16;

    /// <summary>The centers of the alignment patterns, in both directions.</summary>
    public int[] Alignments
    {
        get
        {
            if (Number == 1)
            {
                return [];
            }

            var positions = new int[(Number / 7) + 2];
            var count = positions.Length;
            var step = Number == 32 ? 26 : ((Number * 4) + (count * 2) + 1) / ((count * 2) - 2) * 2;
            positions[0] = 6;
            for (var (index, at) = (count - 1, Size - 7); index > 0; index--, at -= step)
            {
                positions[index] = at;
            }

            return positions;
        }
    }

    private int RawModules
    {
        get
        {
            var modules = (((16 * Number) + 128) * Number) + 64;
            if (Number == 1)
            {
                return modules;
            }

            var alignments = (Number / 7) + 2;
            modules -= (((25 * alignments) - 10) * alignments) - 55;
            return Number < 7 ? modules : modules - 36;
        }
    }

    /// <summary>The smallest one for so many bytes; null when there is none.</summary>
    public static QrVersion? For(int bytes, bool medium)
    {
        for (var number = 1; number <= Largest; number++)
        {
            var version = new QrVersion(number, medium);
            if (4 + version.LengthBits + (bytes * 8) <= version.DataBytes * 8)
            {
                return version;
            }
        }

        return null;
    }
}
