using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class BackButtonTests : BrowserTest
{
    private const string Cancelled = "TwoFactorCancelledError two-factor-cancelled";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Back_in_an_app_of_one_page_leaves_the_dialog_open_and_its_call_is_answered() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.Page.EvaluateAsync("history.pushState({}, '', '/view')");

            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await Expect(mark.Code()).ToBeFocusedAsync();
            await mark.Page.GoBackAsync();
            Assert.Equal("/", mark.Path);
            await Expect(mark.Code()).ToBeFocusedAsync();
            await mark.Code().FillAsync(await app.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Back_gesture_that_closes_the_dialog_rejects_the_call_and_gives_the_focus_back() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            var before = mark.Page.GetByRole(AriaRole.Link, new() { Name = "Acme Store" }).Last;
            await before.FocusAsync();

            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            // What a phone's back gesture does to a dialog; no browser on a desk has the gesture.
            await mark.Page.EvaluateAsync(
                $"document.querySelector('{DialogSteps.Element}').shadowRoot.querySelector('dialog').requestClose()"
            );

            Assert.Equal(Cancelled, Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();
            await Expect(before).ToBeFocusedAsync();
            Assert.Equal("/", mark.Path);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Page_left_by_the_back_button_and_come_back_to_has_no_dialog_and_asks_again() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/account/profile");
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var left = await mark.ScanAsync("leave-bind");

            await mark.Page.GoBackAsync();
            Assert.Equal("/account/profile", mark.Path);
            await mark.ExpectNoDialogAsync();
            await mark.Page.GoForwardAsync();
            Assert.Equal("/", mark.Path);
            await mark.ExpectNoDialogAsync();
            Assert.DoesNotContain(left.Secret, (await mark.WholeMarkupAsync()).Replace(" ", ""));

            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var app = await mark.ScanAsync("leave-bind-again");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            Assert.NotEqual(left.Secret, app.Secret);
        });
}
