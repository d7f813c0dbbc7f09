namespace ProfileTwoFactor.Codes.Internal;

/// <summary>The eight masks of QR codes, and how hard a masked code is to read.</summary>
internal static class QrMask
{
    public const int Count = 8;

    /// <summary>What readers could take for a finder pattern, as bits: 1:1:3:1:1 with light modules on one side.</summary>
    private const int LikeFinder = 0b10111010000;

    private const int LikeFinderReversed = 0b00001011101;
    private const int LengthOfFinder = 11;

    public static bool Inverts(int mask, int x, int y) =>
        mask switch
        {
            0 => (x + y) % 2 == 0,
            1 => y % 2 == 0,
            2 => x % 3 == 0,
            3 => (x + y) % 3 == 0,
            4 => ((x / 3) + (y / 2)) % 2 == 0,
            5 => (x * y % 2) + (x * y % 3) == 0,
            6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
            7 => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
            _ => throw new ArgumentOutOfRangeException(nameof(mask)),
        };

    public static int PenaltyOf(bool[,] dark)
    {
        var size = dark.GetLength(0);
        var penalty = 0;
        for (var line = 0; line < size; line++)
        {
            penalty += OfLine(dark, size, line, isRow: true);
            penalty += OfLine(dark, size, line, isRow: false);
        }

        return penalty + OfBlocks(dark, size) + OfBalance(dark, size);
    }

    /// <summary>Long runs of one color, and what looks like a finder pattern.</summary>
    private static int OfLine(bool[,] dark, int size, int line, bool isRow)
    {
        var (penalty, run, last, seen) = (0, 0, 0, 0);
        for (var at = 0; at < size; at++)
        {
            var bit = (isRow ? dark[line, at] : dark[at, line]) ? 1 : 0;
            run = at > 0 && bit == last ? run + 1 : 1;
            last = bit;
            penalty +=
                run == 5 ? 3
                : run > 5 ? 1
                : 0;
            seen = ((seen << 1) | bit) & ((1 << LengthOfFinder) - 1);
            penalty +=
                at >= LengthOfFinder - 1 && seen is (LikeFinder or LikeFinderReversed) ? 40 : 0;
        }

        return penalty;
    }

    private static int OfBlocks(bool[,] dark, int size)
    {
        var penalty = 0;
        for (var y = 1; y < size; y++)
        {
            for (var x = 1; x < size; x++)
            {
                var color = dark[y, x];
                penalty +=
                    color == dark[y - 1, x]
                    && color == dark[y, x - 1]
                    && color == dark[y - 1, x - 1]
                        ? 3
                        : 0;
            }
        }

        return penalty;
    }

    /// <summary>Ten for each five per cent away from half dark, half light.</summary>
    private static int OfBalance(bool[,] dark, int size)
    {
        var count = 0;
        foreach (var module in dark)
        {
            count += module ? 1 : 0;
        }

        return Math.Abs((count * 20) - (size * size * 10)) / (size * size) * 10;
    }
}
