using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests.Totp;

public sealed class ShownNameTests
{
    [Theory]
    [InlineData("abcdefgh", 8, "abcdefgh")]
    [InlineData("abcdefghi", 8, "abcdefg\u2026")]
    [InlineData("\u10ff\u10ff\u10ff\u10ff", 4, "\u10ff\u10ff\u10ff\u10ff")]
    [InlineData("\u1100a\u1100a", 6, "\u1100a\u1100a")]
    [InlineData("\u1100a\u1100a", 5, "\u1100a\u2026")]
    [InlineData("\u6f22\u6f22\u6f22\u6f22", 8, "\u6f22\u6f22\u6f22\u6f22")]
    [InlineData("a\u6f22\u6f22\u6f22\u6f22", 8, "a\u6f22\u6f22\u6f22\u2026")]
    public void Shorten_ANameOfNarrowAndWideCharacters_KeepsWhatFits(
        string name,
        int columns,
        string expected
    ) => Assert.Equal(expected, ShownName.Shorten(name, columns));

    [Theory]
    [InlineData("abcdefgh", 8, 3, "abcdefgh")]
    [InlineData("abcdefghi", 8, 3, "abcd\u2026ghi")]
    [InlineData("abcdefghi", 8, 0, "abcdefg\u2026")]
    [InlineData("abcd\u6f22\u6f22\u6f22", 8, 3, "abcd\u2026\u6f22")]
    public void Shorten_ANameWhoseEndIsKept_LosesItsMiddle(
        string name,
        int columns,
        int tail,
        string expected
    ) => Assert.Equal(expected, ShownName.Shorten(name, columns, tail));
}
