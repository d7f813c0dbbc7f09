using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.UnitTests.Http;

public sealed class RefusedResponseTests
{
    /// <summary>Uri.TryCreate throws for the first two.</summary>
    [Theory]
    [InlineData("//\u202e//a")]
    [InlineData("file:////\u202e//a")]
    [InlineData("////\u200e")]
    [InlineData("https://evil.example/p")]
    [InlineData("https://site.example@evil.example/p")]
    [InlineData("/p")]
    [InlineData("")]
    public void EscapedReturnUrl_OfAPostFromElsewhere_IsTheRoot(string referer) =>
        Assert.Equal("%2F", EscapedReturnUrl(referer));

    [Theory]
    [InlineData("https://site.example/p?a=1", "%2Fp%3Fa%3D1")]
    [InlineData("https://SITE.example/%E6%97%A5", "%2F%25E6%2597%25A5")]
    public void EscapedReturnUrl_OfAPostFromAPage_IsThePage(string referer, string expected) =>
        Assert.Equal(expected, EscapedReturnUrl(referer));

    private static string EscapedReturnUrl(string referer)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = HttpMethods.Post;
        request.Host = new HostString("site.example");
        request.Headers.Referer = referer;
        return RefusedResponse.EscapedReturnUrl(request);
    }
}
