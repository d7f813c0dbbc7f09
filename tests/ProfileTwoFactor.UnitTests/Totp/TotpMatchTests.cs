using System.Text;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class TotpMatchTests
{
    private const long Now = 59_000_000;

    // Found by search: the code of this step is 000000.
    private const long ZeroStep = 349_495;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // Found by search: pairs of steps that share their six digits.
    public static TheoryData<long, long> Collisions =>
        new()
        {
            { 910_737, 910_738 },
            { 153_567, 153_569 },
            { 103_424, 103_427 },
            { 2_288_500, 2_288_504 },
        };

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, -1, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, -1, true)]
    [InlineData(1, 1, true)]
    [InlineData(1, -2, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, -2, true)]
    [InlineData(2, 2, true)]
    [InlineData(2, -3, false)]
    [InlineData(2, 3, false)]
    public void TryMatch_CodeOfANeighbouringStep_CountsOnlyWithinTheTolerance(
        int tolerated,
        int distance,
        bool expected
    )
    {
        var code = CodeOf(Now + distance);

        var matched = TotpAlgorithm.TryMatch(Secret, code, Now, tolerated, out var step);

        Assert.Equal(expected, matched);
        Assert.Equal(expected ? Now + distance : 0, step);
    }

    [Fact]
    public void TryMatch_EveryOtherCode_IsRefused()
    {
        var right = Enumerable
            .Range(-1, 3)
            .Select(d => TotpAlgorithm.Compute(Secret, Now + d))
            .ToHashSet();
        for (var value = 0; value < 1_000_000; value += 997)
        {
            Assert.Equal(
                right.Contains($"{value:D6}"),
                TotpAlgorithm.TryMatch(Secret, Parse($"{value:D6}"), Now, 1, out _)
            );
        }
    }

    [Fact]
    public void TryMatch_AnotherSecret_IsRefused()
    {
        var other = Encoding.ASCII.GetBytes("12345678901234567891");

        Assert.False(TotpAlgorithm.TryMatch(other, CodeOf(Now), Now, 1, out _));
    }

    [Theory]
    [MemberData(nameof(Collisions))]
    public void TryMatch_SameDigitsInTwoSteps_SpendsTheHigherOne(long lower, long higher)
    {
        var code = CodeOf(lower);
        Assert.Equal(code.Value, CodeOf(higher).Value);

        for (var now = higher - 2; now <= lower + 2; now++)
        {
            Assert.True(TotpAlgorithm.TryMatch(Secret, code, now, 2, out var step));
            Assert.Equal(higher, step);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void TryMatch_ToleranceThatWouldLetGuessersIn_IsRefused(int tolerated) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            TotpAlgorithm.TryMatch(Secret, CodeOf(Now), Now, tolerated, out _)
        );

    [Fact]
    public void TryMatch_CodeThatWasNeverParsed_MatchesNoStepNotEven000000()
    {
        Assert.Equal("000000", TotpAlgorithm.Compute(Secret, ZeroStep));
        Assert.True(TotpAlgorithm.TryMatch(Secret, Parse("000000"), ZeroStep, 0, out _));

        Assert.False(TotpCode.TryParse("nonsense", out var refused));

        Assert.False(TotpAlgorithm.TryMatch(Secret, refused, ZeroStep, 0, out _));
        Assert.False(TotpAlgorithm.TryMatch(Secret, default, ZeroStep, 0, out _));
    }

    private static TotpCode CodeOf(long step) => Parse(TotpAlgorithm.Compute(Secret, step));

    private static TotpCode Parse(string digits)
    {
        Assert.True(TotpCode.TryParse(digits, out var code));
        return code;
    }
}
