using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests.Totp;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("Acme & Sons <1>", "Acme & Sons <1>")]
    [InlineData("a\tb\r\nc\0d\u007f\u0085", "a b  c d  ")]
    [InlineData("\ufffd\ufffe\uffff", "\ufffd\ufffd\ufffd")]
    [InlineData("\U0001F525 \u05e9\u200d", "\U0001F525 \u05e9\u200d")]
    public void Clean_AName_HasNothingThatAKeyUriOrXmlCannotHold(string text, string expected) =>
        Assert.Equal(expected, DisplayText.Clean(text));

    [Fact]
    public void Lines_ATextOfSeveral_AreCleanedOneByOne() =>
        Assert.Equal(["first ", "", "sec ond"], DisplayText.Lines("first\r\n\nsec\0ond"));
}
