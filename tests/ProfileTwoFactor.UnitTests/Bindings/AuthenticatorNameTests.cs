using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AuthenticatorNameTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData(" Work phone\t", "Work phone")]
    [InlineData("仕事の電話", "仕事の電話")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    public void TryParse_OneLineOfText_IsTakenWithoutOuterBlanks(string? text, string expected)
    {
        Assert.True(AuthenticatorName.TryParse(text, out var name, out var fault));
        Assert.Equal(expected, name);
        Assert.Null(fault);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void TryParse_UpToSixtyFourCharacters_IsTaken(int length, bool taken)
    {
        Assert.Equal(
            taken,
            AuthenticatorName.TryParse(new string('x', length), out var name, out var fault)
        );
        Assert.Equal(taken, name is not null);
        Assert.Equal(taken ? null : "\"name\" can have at most 64 characters.", fault);
    }

    [Theory]
    [InlineData("a\u0007b")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\uE000b")]
    [InlineData("a\u0378b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u200Fb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\uFFFDb")]
    public void TryParse_WhatCannotBeSeen_IsRefused(string text)
    {
        Assert.False(AuthenticatorName.TryParse(text, out var name, out var fault));
        Assert.Null(name);
        Assert.StartsWith(
            "\"name\" can't contain control characters",
            fault,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TryParse_HalfASurrogatePair_IsRefused() =>
        Assert.False(AuthenticatorName.TryParse("a" + (char)0xD83D, out _, out _));
}
