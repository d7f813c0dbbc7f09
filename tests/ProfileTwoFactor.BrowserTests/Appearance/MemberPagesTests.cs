using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class MemberPagesTests : BrowserTest
{
    private const int FreeMistakes = 5;

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("ja")]
    [LongInlineData("en")]
    public Task Pages_OfAMember_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(async site =>
        {
            var inspection = new Inspection(language);
            await site.EnableAsync();

            var mark = await inspection.VisitAsync(site, "mark");
            await mark.OpenQrAsync(TwoFactorSteps.Heatmap);
            await inspection.LookAsync(mark, "bind");
            var app = await mark.ScanAsync($"bind-qr-{language}");
            var wrong = await app.WrongCodeAsync();
            await mark.MistypeAsync(wrong);
            await inspection.LookAsync(mark, "bind-wrong");
            await mark.FillInCodeAsync(await app.NextCodeAsync());
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            var second = await inspection.VisitAsync(site, "mark");
            await inspection.LookAsync(second, TwoFactorSteps.Heatmap, "verify");
            await OpenEverythingAsync(second);
            await inspection.LookAsync(second, "verify-open");
            await second.MistypeAsync(wrong);
            await inspection.LookAsync(second, "verify-wrong");
            for (var mistake = 1; mistake <= FreeMistakes; mistake++)
            {
                await second.MistypeAsync(wrong);
            }

            await Expect(second.Page.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
            await inspection.LookAsync(second, "verify-locked");

            var zoe = await inspection.VisitAsync(site, "zoe");
            await inspection.LookAsync(zoe, WordlessSteps.Manage, "refused-403", 403);
            var nowhere = WordlessSteps.Manage.Replace("acme", "nowhere", StringComparison.Ordinal);
            await inspection.LookAsync(zoe, nowhere, "refused-404", 404);

            inspection.AssertNothingWrong();
        });

    private static async Task OpenEverythingAsync(Visitor visitor)
    {
        foreach (var summary in await visitor.Page.Locator("main summary").AllAsync())
        {
            await summary.ClickAsync();
        }
    }
}
