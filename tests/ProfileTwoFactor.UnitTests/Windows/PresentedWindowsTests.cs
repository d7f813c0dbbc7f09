using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>The one cookie that most requests have is found without the parser. Whatever is not plain is for the parser.</summary>
public sealed class PresentedWindowsTests
{
    private const string Plain = ".ProfileTwoFactor.W.0123456789abcdef01234567";

    private static readonly string[] Names = ["__Host-" + Plain, "__Secure-" + Plain, Plain];

    [Theory]
    [InlineData(Plain + "=68f.Ab-_9")]
    [InlineData("a=1; " + Plain + "=68f.Ab-_9")]
    [InlineData("a=1; " + Plain + "=68f.Ab-_9; b=2")]
    [InlineData("a=1;" + Plain + "=68f.Ab-_9;b=2")]
    [InlineData("__Host-" + Plain + "=68f.Ab-_9; b=2")]
    [InlineData("a=1; __Secure-" + Plain + "=68f.Ab-_9")]
    public void OnlyOne_OfOneThatIsPlain_IsItsValue(string header) =>
        Assert.Equal("68f.Ab-_9", OnlyOne(header));

    [Theory]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData(Plain)]
    [InlineData(Plain + "=")]
    [InlineData(Plain + "=; b=2")]
    [InlineData(Plain + " =x")]
    [InlineData(Plain + "= x")]
    [InlineData(Plain + "=x%41")]
    [InlineData(Plain + "=\"x\"")]
    [InlineData(Plain + "=x y")]
    [InlineData("x" + Plain + "=x")]
    [InlineData(Plain + "x=x")]
    [InlineData("a=" + Plain + "=x")]
    [InlineData("__HOST-" + Plain + "=x")]
    [InlineData("__Other-" + Plain + "=x")]
    [InlineData(".profiletwofactor.W.0123456789abcdef01234567=x")]
    [InlineData(Plain + "=x; " + Plain + "=y")]
    [InlineData(Plain + "=x; __Host-" + Plain + "=y")]
    [InlineData("__Host-" + Plain + "=x; __host-" + Plain + "=y")]
    [InlineData("a=" + Plain + "; " + Plain + "=y")]
    public void OnlyOne_OfNoneOfSeveralOrOfWhatIsNotPlain_IsNull(string header) =>
        Assert.Null(OnlyOne(header));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void IsToken_OfAValue_IfItIsAsShortAsOurs(int length, bool expected) =>
        Assert.Equal(expected, PresentedWindows.IsToken(new string('a', length)));

    [Fact]
    public void IsToken_OfNoValue_IsFalse() => Assert.False(PresentedWindows.IsToken(null));

    [Fact]
    public void OnlyOne_OfTwoHeaders_IsNull() =>
        Assert.Null(OnlyOne(new StringValues([Plain + "=x", "a=1"])));

    [Fact]
    public void OnlyOne_OfAValueThatIsTooLong_IsNull()
    {
        Assert.NotNull(OnlyOne($"{Plain}={new string('x', 128)}"));
        Assert.Null(OnlyOne($"{Plain}={new string('x', 129)}"));
    }

    private static string? OnlyOne(StringValues header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = header;
        return PresentedWindows.OnlyOne(context, Names);
    }
}
