using ProfileTwoFactor.Mail.Smtp;

namespace ProfileTwoFactor.UnitTests.Notifications;

public sealed class MailAddressesTests
{
    /// <summary>Before a domain is written, full-width forms in it become the ASCII that they look like: a list, or the end of an address.</summary>
    [Theory]
    [InlineData("mei@a.example\uff0ceve\uff20b.example")]
    [InlineData("mei@a\uff20b.example")]
    [InlineData("mei@\uff1cexample.com")]
    [InlineData("mei@example.com\uff1e")]
    [InlineData("mei@a.example\uff1beve")]
    [InlineData("mei@xn--fsqu00a.example\uff1b")]
    [InlineData("mei@a\uff08b\uff09.example")]
    public void TryParse_ADomainThatIsWrittenWithOtherCharacters_IsRefused(string text) =>
        Assert.False(MailAddresses.TryParse(text, out _));

    [Theory]
    [InlineData("mei@\u65e5\u672c.example")]
    [InlineData("mei@\uff45xample\uff0ecom")]
    [InlineData("\u65e5\uff1c@example.com")]
    [InlineData("mei@[192.0.2.1]")]
    [InlineData("a..b.@example.com")]
    public void TryParse_AnAddressOfOnePerson_IsAccepted(string text) =>
        Assert.True(MailAddresses.TryParse(text, out _));
}
