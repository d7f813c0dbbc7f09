using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

public sealed class OtherSiteTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Page_that_is_open_takes_its_code_after_a_link_on_another_site_led_to_the_same_profile() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var first = await Visitor.SignInAsync(site, "mark");
            var app = await first.BindAsync("other-site-bind");
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectVerifyingAsync();

            var mail = await mark.Context.NewPageAsync();
            await mail.RouteAsync(
                "https://mail.example/",
                route =>
                    route.FulfillAsync(
                        new()
                        {
                            ContentType = "text/html",
                            Body =
                                $"<a href=\"{site.Address}{TwoFactorSteps.Heatmap}\">Your heatmap</a>",
                        }
                    )
            );
            await mail.GotoAsync("https://mail.example/");
            await mail.GetByRole(AriaRole.Link).ClickAsync();
            await Assertions.Expect(mail.Locator("#code")).ToBeVisibleAsync();
            await Assertions.Expect(mail).ToHaveURLAsync(new Regex("/verify\\?.*&hop=1$"));

            // The other tab is not out of date.
            await mark.EnterAsync(await app.NextCodeAsync(), "Verify");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
        });
}
