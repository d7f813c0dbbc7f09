using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Privacy;

/// <summary>Browsers keep pages people leave and show them again as they were: an app's page that may be stored, and in some of them any page.</summary>
public sealed class KeptPageTests : BrowserTest
{
    private const string Elsewhere = "/account/profile";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_page_kept_with_its_dialog_shows_another_secret_and_its_call_is_answered() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await SignInAsync(site, "mark");
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var first = await mark.ScanAsync("kept-first");

            await LeaveAndComeBackAsync(mark);
            await mark.ExpectDialogAsync("Bind your authenticator");
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            Assert.DoesNotContain(first.Secret, (await mark.WholeMarkupAsync()).Replace(" ", ""));
            var second = await mark.ScanAsync("kept-second");
            await mark.Code().FillAsync(await second.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            Assert.NotEqual(first.Secret, second.Secret);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_kept_page_with_a_QR_code_comes_back_with_another_and_one_with_backup_codes_without_them() =>
        OnSiteAsync(async site =>
        {
            var olivia = await SignInAsync(site, "olivia");
            await olivia.OpenSetupAsync();
            var first = await olivia.ScanAsync("kept-page-first");

            await LeaveAndComeBackAsync(olivia);
            await Expect(olivia.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var second = await olivia.ScanAsync("kept-page-second");
            Assert.NotEqual(first.Secret, second.Secret);
            Assert.DoesNotContain(first.Secret, (await olivia.WholeMarkupAsync()).Replace(" ", ""));

            var mark = await SignInAsync(site, "mark");
            var app = await mark.BeginSetupAsync("kept-codes");
            await mark.PressAsync("Next");
            await mark.ConfirmAsync(await app.NextCodeAsync(), "Next");
            await Expect(mark.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            var code = await mark.Page.Locator(".ptf-codes code").First.InnerTextAsync();
            await LeaveAndComeBackAsync(mark);

            await mark.ExpectAtAsync(AccountSteps.Status);
            await mark.ExpectHeadingAsync("Two-factor authentication");
            Assert.DoesNotContain(code, await mark.WholeMarkupAsync());
        });

    // This browser keeps no page that forbids storing and whose cookies changed, so that is taken off; others keep it.
    private static async Task<Visitor> SignInAsync(Site site, string name)
    {
        var visitor = await Visitor.SignInAsync(site, name, keepsPages: true);
        await visitor.Page.RouteAsync(
            "**/*",
            async route =>
            {
                if (!route.Request.IsNavigationRequest)
                {
                    await route.ContinueAsync();
                    return;
                }

                var page = await route.FetchAsync(new() { MaxRedirects = 0 });
                var headers = page
                    .Headers.Where(header => header.Key != "cache-control")
                    .ToDictionary();
                await route.FulfillAsync(new() { Response = page, Headers = headers });
            }
        );
        return visitor;
    }

    // That the page was kept is part of what is tested: what it says about it has to outlive its loading again.
    private static async Task LeaveAndComeBackAsync(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync(
            "addEventListener('pageshow', (event) => sessionStorage.setItem('kept', event.persisted))"
        );
        await visitor.Page.GotoAsync(Elsewhere);
        await Expect(visitor.Page).ToHaveURLAsync(Elsewhere);
        await visitor.Page.EvaluateAsync("setTimeout(() => history.back())");
        await Expect(visitor.Page).Not.ToHaveURLAsync(Elsewhere);
        Assert.Equal(
            "true",
            await visitor.Page.EvaluateAsync<string>("sessionStorage.getItem('kept')")
        );
    }
}
