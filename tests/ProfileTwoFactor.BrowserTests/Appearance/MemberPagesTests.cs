using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class MemberPagesTests
{
    private const int FreeMistakes = 5;

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Pages_OfAMember_AreAccessibleAndFitEveryScreen(string language)
    {
        var inspection = new Inspection(language);
        await using var site = await Site.StartAsync();
        await using var olivia = await Visitor.SignInAsync(site, "olivia");
        await olivia.EnableAsync($"member-pages-enable-{language}");

        await using var mark = await inspection.VisitAsync(site, "mark");
        await mark.OpenQrAsync(TwoFactorSteps.Heatmap);
        await inspection.LookAsync(mark, "bind");
        var app = await Authenticator.ScanAsync(await mark.ScreenshotAsync($"bind-qr-{language}"));
        var wrong = await app.WrongCodeAsync();
        await mark.MistypeAsync(wrong);
        await inspection.LookAsync(mark, "bind-wrong");
        await mark.CodeInput().FillAsync(await app.NextCodeAsync());
        await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

        await using var second = await inspection.VisitAsync(site, "mark");
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

        await using var zoe = await inspection.VisitAsync(site, "zoe");
        await inspection.LookAsync(zoe, WordlessSteps.Manage, "refused-403", 403);
        var nowhere = WordlessSteps.Manage.Replace("acme", "nowhere", StringComparison.Ordinal);
        await inspection.LookAsync(zoe, nowhere, "refused-404", 404);

        inspection.AssertNothingWrong();
    }

    private static async Task OpenEverythingAsync(Visitor visitor)
    {
        foreach (var summary in await visitor.Page.Locator("main summary").AllAsync())
        {
            await summary.ClickAsync();
        }
    }
}
