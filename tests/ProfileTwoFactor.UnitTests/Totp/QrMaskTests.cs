using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests.Totp;

/// <summary>The penalties of ISO/IEC 18004, section 7.8.3, against the same rules over rows of text.</summary>
public sealed class QrMaskTests
{
    private const int Smallest = 21;

    // Dark, as a share of all modules.
    public static TheoryData<int, double> Patterns()
    {
        var all = new TheoryData<int, double>();
        for (var size = Smallest; size <= 61; size += 4)
        {
            foreach (var dark in new[] { 0, 0.02, 0.2, 0.44, 0.5, 0.56, 0.8, 0.98, 1 })
            {
                all.Add(size, dark);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void PenaltyOf_RandomModules_IsThatOfTheRulesReadAsText(int size, double dark)
    {
        var random = new Random(size);
        for (var round = 0; round < 5; round++)
        {
            var modules = Modules(size, (_, _) => random.NextDouble() < dark);

            Assert.Equal(Expected(modules), QrMask.PenaltyOf(modules));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PenaltyOf_OneColor_CountsLinesBlocksAndBalance(bool dark)
    {
        // 42 lines of 21: 3 for the first five and 1 for each of the other 16. 20 x 20 blocks. Ten steps of 5 % away from half.
        const int Sum = (42 * (3 + 16)) + (20 * 20 * 3) + 100;

        Assert.Equal(Sum, QrMask.PenaltyOf(Modules(Smallest, (_, _) => dark)));
    }

    [Fact]
    public void PenaltyOf_AChessboard_IsNothing() =>
        Assert.Equal(0, QrMask.PenaltyOf(Modules(Smallest, (x, y) => (x + y) % 2 == 0)));

    [Theory]
    [InlineData("10111010000")]
    [InlineData("00001011101")]
    public void PenaltyOf_WhatLooksLikeAFinderPattern_IsFortyWhereverItIs(string pattern)
    {
        for (var start = 0; start <= Smallest - pattern.Length; start++)
        {
            var row = new string('0', start) + pattern;
            var modules = Modules(
                Smallest,
                (x, y) => y == 10 ? row.PadRight(Smallest, '0')[x] == '1' : (x + y) % 2 == 0
            );

            var columns = Modules(Smallest, (x, y) => modules[x, y]);

            Assert.InRange(Finders(modules), 1, 2);
            Assert.Equal(Expected(modules), QrMask.PenaltyOf(modules));
            Assert.Equal(Expected(columns), QrMask.PenaltyOf(columns));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    public void Inverts_AMaskThatDoesNotExist_IsRefused(int mask) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QrMask.Inverts(mask, 0, 0));

    private static bool[,] Modules(int size, Func<int, int, bool> isDark)
    {
        var modules = new bool[size, size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                modules[y, x] = isDark(x, y);
            }
        }

        return modules;
    }

    private static int Expected(bool[,] modules)
    {
        var size = modules.GetLength(0);
        var rows = Rows(modules);
        var runs = rows.Concat(Columns(rows))
            .SelectMany(line => line.Replace("01", "0 1").Replace("10", "1 0").Split(' '))
            .Where(run => run.Length >= 5)
            .Sum(run => run.Length - 2);
        var blocks = Enumerable
            .Range(0, size - 1)
            .Sum(y =>
                Enumerable
                    .Range(0, size - 1)
                    .Count(x =>
                        rows[y].Substring(x, 2) + rows[y + 1].Substring(x, 2) is "0000" or "1111"
                    )
            );
        var percent = 100m * rows.Sum(row => row.Count(module => module == '1')) / (size * size);
        var balance = (int)decimal.Floor(decimal.Abs(percent - 50) / 5) * 10;

        return runs + (blocks * 3) + (Finders(modules) * 40) + balance;
    }

    private static int Finders(bool[,] modules)
    {
        var rows = Rows(modules);
        return rows.Concat(Columns(rows))
            .Sum(line =>
                Enumerable
                    .Range(0, line.Length - 10)
                    .Count(at => line.Substring(at, 11) is "10111010000" or "00001011101")
            );
    }

    private static string[] Rows(bool[,] modules)
    {
        var places = Enumerable.Range(0, modules.GetLength(0)).ToList();
        return
        [
            .. places.Select(y => string.Concat(places.Select(x => modules[y, x] ? '1' : '0'))),
        ];
    }

    private static IEnumerable<string> Columns(string[] rows) =>
        Enumerable.Range(0, rows.Length).Select(x => string.Concat(rows.Select(row => row[x])));
}
