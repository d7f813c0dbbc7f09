using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class DialogAppearanceTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en-US", "Bind your authenticator", "Enter your code")]
    [LongInlineData("ja-JP", "認証アプリを登録", "コードを入力")]
    public Task Dialog_InEachLanguage_IsAccessibleAndFitsEveryScreen(
        string locale,
        string binding,
        string verifying
    ) =>
        OnSiteAsync(async site =>
        {
            var wrong = new List<string>();
            await site.EnableAsync();
            var mei = await DialogSteps.AtFirstPageAsync(site, "mei", locale);

            await mei.CallAsync(DialogSteps.Heatmaps);
            await mei.ExpectDialogAsync(binding);
            await Expect(mei.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            wrong.AddRange(await mei.InspectAsync($"dialog-bind-{locale}"));

            var (mark, _) = await DialogSteps.ReturningMemberAsync(site, locale);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync(verifying);
            await Expect(mark.Code()).ToBeFocusedAsync();
            wrong.AddRange(await mark.InspectAsync($"dialog-verify-{locale}"));

            Assert.Empty(wrong);
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("ja-JP", "コードを入力")]
    [LongInlineData("en-US", "Enter your code")]
    public Task DialogOfTheAccount_InEachLanguage_IsAccessibleAndFitsEveryScreen(
        string locale,
        string heading
    ) =>
        OnSiteAsync(async site =>
        {
            await site.SetUpAccountAsync("mark");
            var mark = await Visitor.OpenAsync(site, locale: locale);
            await mark.GoAsync("/account/login");

            await mark.SignInByAppAsync("Heatmap!2026");
            await mark.ExpectDialogAsync(heading);
            await mark.Dialog().Locator("summary").Last.ClickAsync();

            Assert.Empty(await mark.InspectAsync($"dialog-account-{locale}"));
        });
}
