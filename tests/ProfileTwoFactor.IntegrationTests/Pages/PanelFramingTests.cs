using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Sample;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>A panel stands on a page of the host, whose buttons another origin could have pressed unseen if it showed the page in a frame.</summary>
public sealed class PanelFramingTests
{
    [Theory]
    [InlineData("/p/acme/settings/members")]
    [InlineData("/account/security")]
    public async Task Page_WithAPanel_IsShownInNoFrameOfAnotherOrigin(string page)
    {
        await using var site = new SampleSite();
        var olivia = await site.SignedInAsync("olivia");

        var shown = await olivia.NavigateAsync(page);

        Assert.Equal("SAMEORIGIN", shown.Header("X-Frame-Options"));
        Assert.Contains(
            "frame-ancestors 'none'",
            shown.Header("Content-Security-Policy"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, "SAMEORIGIN")]
    [InlineData("DENY", "DENY")]
    public void Header_OfTheHost_IsKept(string? set, string expected)
    {
        var context = new DefaultHttpContext();
        if (set is not null)
        {
            context.Response.Headers.XFrameOptions = set;
        }

        PageHeaders.ForbidFraming(context);

        Assert.Equal(expected, context.Response.Headers.XFrameOptions);
    }
}
