using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.BrowserTests.Passkeys;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class OwnerPagesTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en")]
    [LongInlineData("ja")]
    public Task Pages_OfTheOwner_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(async site =>
        {
            var inspection = new Inspection(language);
            var olivia = await inspection.VisitAsync(site, "olivia");

            await inspection.LookAsync(olivia, WordlessSteps.Manage, "manage-off");
            await olivia.OpenQrAsync(WordlessSteps.Bind);
            await inspection.LookAsync(olivia, "enable");
            await olivia.ConfirmQrAsync($"owner-qr-{language}");
            await inspection.LookAsync(olivia, "manage-on");
            await AskAsync("codes");
            await olivia.SendAsync();
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await inspection.LookAsync(olivia, "codes");
            await AskAsync("replace");
            await AskAsync("disable");

            var mark = await inspection.VisitAsync(site, "mark");
            await mark.OpenQrAsync(TwoFactorSteps.Heatmap);
            await mark.ConfirmQrAsync($"owner-mark-qr-{language}");
            await inspection.LookAsync(olivia, WordlessSteps.Manage, "manage-members");
            await olivia.LeaveByAsync(olivia.Page.Locator("a[href*='confirm=reset']"));
            await inspection.LookAsync(olivia, "reset-question");
            await inspection.LookAsync(mark, WordlessSteps.Manage, "manage-member");
            await inspection.LookAsync(
                mark,
                WordlessSteps.Manage.Replace("manage", "windows", StringComparison.Ordinal),
                "windows"
            );
            await LookAtAuthenticatorsAsync(inspection, site, mark);
            await olivia.GoAsync(WordlessSteps.Manage);
            await olivia.LeaveByAsync(olivia.Page.Locator("a[href*='confirm=ask-again']"));
            await inspection.LookAsync(olivia, "ask-again-question");
            await AskAsync("ask-all");
            await ChangeRulesAsync(inspection, olivia, mark);

            inspection.AssertNothingWrong();

            Task AskAsync(string question) =>
                inspection.LookAsync(
                    olivia,
                    $"{WordlessSteps.Manage}?confirm={question}",
                    $"{question}-question"
                );
        });

    /// <summary>One of them, which is the last one, and then two, of which one can be removed.</summary>
    private static async Task LookAtAuthenticatorsAsync(
        Inspection inspection,
        Site site,
        Visitor mark
    )
    {
        await inspection.LookAsync(mark, PasskeySteps.Authenticators, "authenticators");
        await mark.LeaveByAsync(mark.Page.Locator("a[href*='remove=']"));
        await inspection.LookAsync(mark, "authenticators-last");
        await mark.AddAppAsync(site, "Tablet at the front desk");
        await inspection.LookAsync(mark, PasskeySteps.Authenticators, "authenticators-two");
        await mark.LeaveByAsync(mark.Page.Locator("a[href*='rename=']").Last);
        await inspection.LookAsync(mark, "authenticators-rename");
        await mark.GoAsync(PasskeySteps.Authenticators);
        await mark.LeaveByAsync(mark.Page.Locator("a[href*='remove=']").Last);
        await inspection.LookAsync(mark, "authenticators-remove");
    }

    /// <summary>With a mistake first, then saved, and as members see it.</summary>
    private static async Task ChangeRulesAsync(Inspection inspection, Visitor olivia, Visitor mark)
    {
        var rules = WordlessSteps.Manage.Replace("manage", "rules", StringComparison.Ordinal);
        await inspection.LookAsync(olivia, rules, "rules");
        await olivia.Page.Locator("#window").SelectOptionAsync("3600");
        await olivia.Page.Locator("#message").FillAsync("Ask \u0007");
        await olivia.Page.Locator("form:has(#window) button[type=submit]").ClickAsync();
        await Expect(olivia.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await inspection.LookAsync(olivia, "rules-mistake");
        await olivia
            .Page.Locator("#message")
            .FillAsync(
                "Ask Olivia, please.\n\u4f1a\u793e\u306e\u30b9\u30de\u30db\u3092\u4f7f\u3063\u3066\u304f\u3060\u3055\u3044\u3002"
            );
        await olivia.Page.Locator("form:has(#window) button[type=submit]").ClickAsync();
        await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await inspection.LookAsync(olivia, "rules-saved");
        await inspection.LookAsync(mark, rules, "rules-member");
    }
}
