using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class TotpCodeTests
{
    [Theory]
    [InlineData("123456", 123456)]
    [InlineData("000000", 0)]
    [InlineData("000001", 1)]
    [InlineData("999999", 999999)]
    [InlineData("123 456", 123456)]
    [InlineData("123-456", 123456)]
    [InlineData("1 2-3 4--5  6", 123456)]
    [InlineData("  123456  ", 123456)]
    [InlineData("\t123456\r\n", 123456)]
    [InlineData("\n123456", 123456)]
    public void TryParse_SixDigitsAsPeopleTypeAndPasteThem_GivesTheirValue(string text, int value)
    {
        Assert.True(TotpCode.TryParse(text, out var code));
        Assert.Equal(value, code.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("0123456")]
    [InlineData("12345678901234567890")]
    [InlineData("+123456")]
    [InlineData("-123456")]
    [InlineData("123456-")]
    [InlineData(" -123456")]
    [InlineData("123456- ")]
    [InlineData("- 123456")]
    [InlineData("+12345")]
    [InlineData("12345+")]
    [InlineData("1e5000")]
    [InlineData("0x1234")]
    [InlineData("12,345")]
    [InlineData("123.456")]
    [InlineData("12345a")]
    [InlineData("l23456")]
    [InlineData("123456;")]
    [InlineData("123\n456")]
    [InlineData("123\r456")]
    [InlineData("123\t456")]
    [InlineData("123456\0")]
    [InlineData("\0123456")]
    [InlineData("123\0456")]
    [InlineData("123456\v")]
    [InlineData("123456\f")]
    [InlineData("123\u00a0456")]
    [InlineData("\u00a0123456")]
    [InlineData("123456\u0085")]
    [InlineData("123456\u2028")]
    [InlineData("123\u2009456")]
    [InlineData("123\u3000456")]
    [InlineData("123\u200b456")]
    [InlineData("\ufeff123456")]
    [InlineData("\u202e123456")]
    [InlineData("123\u2010456")]
    [InlineData("123\u2011456")]
    [InlineData("123\u2212456")]
    [InlineData("\u2212123456")]
    [InlineData("123\u00ad456")]
    [InlineData("\uff11\uff12\uff13\uff14\uff15\uff16")]
    [InlineData("12345\uff16")]
    [InlineData("\u0661\u0662\u0663\u0664\u0665\u0666")]
    [InlineData("12345\u0666")]
    [InlineData("12345\u06f6")]
    [InlineData("12345\u096c")]
    [InlineData("12345\u00b2")]
    [InlineData("12345\u2465")]
    [InlineData("12345\ud835\udfce")]
    [InlineData("12345/")]
    [InlineData("12345:")]
    public void TryParse_TextThatOtherParsersTakeForACode_IsRefused(string? text)
    {
        Assert.False(TotpCode.TryParse(text, out var code));
        Assert.Equal(default(TotpCode).Value, code.Value);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void TryParse_SixDigitsInALongText_AreRefusedBeyond64Characters(
        int length,
        bool expected
    )
    {
        Assert.Equal(expected, TotpCode.TryParse("123456".PadRight(length), out _));
        Assert.Equal(
            expected,
            TotpCode.TryParse("123" + new string(' ', length - 6) + "456", out _)
        );
    }

    [Fact]
    public void TryParse_EveryCharacterInEveryPlace_IsADigitOrASeparatorOrRefused()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var character = (char)c;
            var digit = character is >= '0' and <= '9';
            Assert.Equal(digit, TotpCode.TryParse($"{character}23456", out _));
            Assert.Equal(digit, TotpCode.TryParse($"123{character}56", out _));
            Assert.Equal(digit, TotpCode.TryParse($"12345{character}", out _));

            var separator = character is ' ' or '-';
            Assert.Equal(separator, TotpCode.TryParse($"123{character}456", out _));

            var trimmed = character is ' ' or '\t' or '\r' or '\n';
            Assert.Equal(trimmed, TotpCode.TryParse($"{character}123456", out _));
            Assert.Equal(trimmed, TotpCode.TryParse($"123456{character}", out _));
        }
    }

    [Fact]
    public void ToString_OfACode_GivesNothingAway()
    {
        Assert.True(TotpCode.TryParse("123456", out var code));

        Assert.Equal("TotpCode (redacted)", code.ToString());
        Assert.DoesNotContain("123456", $"{code}");
    }
}
