using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class BindingDialogTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Several_calls_open_one_dialog_to_bind_and_all_are_repeated_and_the_secret_is_gone() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            var before = mark.Page.GetByRole(AriaRole.Link, new() { Name = "Acme Store" }).Last;
            await before.FocusAsync();

            await mark.CallAsync(DialogSteps.Heatmaps, "/api/p/acme/members", "/api/p/acme/live");
            await mark.ExpectDialogAsync("Bind your authenticator");
            await Expect(mark.Page.Locator(DialogSteps.Element)).ToHaveCountAsync(1);
            await Expect(mark.Dialog().GetByRole(AriaRole.Heading, new() { Level = 2 }))
                .ToBeFocusedAsync();
            await Expect(mark.Dialog().GetByRole(AriaRole.Link, new() { Name = "olivia@" }))
                .ToHaveAttributeAsync("href", "mailto:olivia@example.com");
            var app = await mark.ScanAsync("dialog-bind");
            Assert.Contains(app.Secret, (await mark.WholeMarkupAsync()).Replace(" ", ""));
            await mark.Code().FillAsync(await app.NextCodeAsync());

            var answers = await mark.AnswersAsync();
            Assert.All(answers, answer => Assert.StartsWith("200 ", answer));
            await mark.ExpectNoDialogAsync();
            await Expect(before).ToBeFocusedAsync();
            await AssertGoneAsync(mark, app.Secret);
            Assert.Equal("/", mark.Path);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_page_kept_for_the_back_button_keeps_no_secret_and_coming_back_shows_another() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Bind your authenticator");
            var first = await mark.ScanAsync("back-first");

            // What browsers do when they keep a page; the one of the tests is not made to.
            await mark.Page.EvaluateAsync(
                "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
            );
            Assert.DoesNotContain(first.Secret, (await mark.WholeMarkupAsync()).Replace(" ", ""));
            await mark.Page.EvaluateAsync(
                "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
            );
            await mark.ExpectDialogAsync("Bind your authenticator");
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var second = await mark.ScanAsync("back-second");
            await mark.Code().FillAsync(await second.NextCodeAsync());

            Assert.NotEqual(first.Secret, second.Secret);
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            await mark.Page.GotoAsync("/account/profile");
            await mark.Page.GoBackAsync();
            await AssertGoneAsync(mark, second.Secret);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Secret_of_a_dialog_that_was_closed_or_thrown_away_is_nowhere_any_more() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            // Escape, the cross, and an app that takes the element away and keeps it.
            string[] ends =
            [
                "it.shadowRoot.querySelector('dialog').requestClose()",
                "it.shadowRoot.querySelector('.ptf-close').click()",
                "it.remove()",
            ];

            foreach (var (end, index) in ends.Select((end, index) => (end, index)))
            {
                await mark.CallAsync(DialogSteps.Heatmaps);
                await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
                var app = await mark.ScanAsync($"gone-{index}");
                Assert.Contains(app.Secret, (await mark.WholeMarkupAsync()).Replace(" ", ""));
                await mark.Page.EvaluateAsync(
                    $"(() => {{ const it = window.kept = document.querySelector('{DialogSteps.Element}'); {end}; }})()"
                );

                Assert.Equal(
                    "TwoFactorCancelledError two-factor-cancelled",
                    Assert.Single(await mark.AnswersAsync())
                );
                await mark.ExpectNoDialogAsync();
                await AssertGoneAsync(mark, app.Secret);
                var kept = await mark.Page.EvaluateAsync<string>(
                    "window.kept.shadowRoot.innerHTML"
                );
                Assert.DoesNotContain(app.Secret, kept.Replace(" ", ""));
                Assert.DoesNotContain("<svg", kept);
            }
        });

    private static async Task AssertGoneAsync(Visitor visitor, string secret)
    {
        Assert.All(visitor.Requests, url => Assert.DoesNotContain(secret, url));
        Assert.DoesNotContain(secret, visitor.Page.Url);
        Assert.DoesNotContain(secret, (await visitor.WholeMarkupAsync()).Replace(" ", ""));
        Assert.DoesNotContain(secret, await visitor.Context.StorageStateAsync());
        var kept = await visitor.Page.EvaluateAsync<string>(
            "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])"
        );
        Assert.DoesNotContain(secret, kept);
    }
}
