using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Privacy;

/// <summary>The secret is on the screen once, and nowhere else in the browser.</summary>
public sealed class SecretPrivacyTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_secret_is_shown_once_and_neither_a_wrong_code_nor_going_back_shows_it_again() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.OpenSetupAsync();
            var app = await olivia.ScanAsync("privacy-enable");

            await olivia.ExpectRefusedAsync(await app.WrongCodeAsync(), "Enable");
            await olivia.ScreenshotAsync("privacy-wrong-code");
            await AssertGoneAsync(olivia, app.Secret);

            // The entry in the app is still good: the person only has to type the code again.
            await olivia.EnterAsync(await app.NextCodeAsync(), "Enable");
            await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is on.");
            await AssertGoneAsync(olivia, app.Secret);
            var mark = await Visitor.SignInAtFormAsync(site, "mark");
            var member = await mark.BindAsync("privacy-bind");
            await AssertGoneAsync(mark, member.Secret);

            for (var page = 0; page < 3; page++)
            {
                await mark.Page.GoBackAsync();
                await mark.ExpectNoQrCodeAsync();
            }

            await olivia.GoAsync("/two-factor/profiles/acme/bind");
            await olivia.ExpectNoQrCodeAsync();
            Assert.All([olivia, mark], visitor => visitor.AssertQuiet());
        });

    private static async Task AssertGoneAsync(Visitor visitor, string secret)
    {
        Assert.All(visitor.Requests, url => Assert.DoesNotContain(secret, url));
        Assert.DoesNotContain(secret, visitor.Page.Url);
        Assert.DoesNotContain(secret, await visitor.Page.ContentAsync());
        Assert.DoesNotContain(secret, await visitor.Context.StorageStateAsync());
        var session = await visitor.Page.EvaluateAsync<string>(
            "JSON.stringify([sessionStorage, history.state])"
        );
        Assert.DoesNotContain(secret, session);
    }
}
