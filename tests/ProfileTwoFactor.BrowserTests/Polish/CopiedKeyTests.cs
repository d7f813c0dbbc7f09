using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>The key is shown in groups, and what a person selects and copies is the key without a space.</summary>
public sealed class CopiedKeyTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData(true)]
    [InlineData(false)]
    public Task Key_SelectedAndCopiedOnThePage_HasNoSpaces(bool scripts) =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark", scripts);
            await mark.GoAsync("/two-factor/profiles/acme/bind");
            var app = await mark.ScanAsync("copied-key");

            Assert.Equal(app.Secret, await CopiedAsync(mark, mark.Page.Locator("#code")));
            await ExpectGapsAsync(mark);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Key_SelectedAndCopiedInTheDialog_HasNoSpaces() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Bind your authenticator");
            var app = await mark.ScanAsync("copied-key-dialog");

            Assert.Equal(app.Secret, await CopiedAsync(mark, mark.Code()));
            await ExpectGapsAsync(mark);
        });

    // user-select: all; one click selects it.
    private static async Task<string> CopiedAsync(Visitor visitor, ILocator field)
    {
        var key = visitor.Page.Locator(".ptf-key");
        await key.ClickAsync();
        await visitor.Page.Keyboard.PressAsync("Control+C");
        await field.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Control+V");
        await Expect(field).Not.ToHaveValueAsync("");
        return await field.InputValueAsync();
    }

    private static async Task ExpectGapsAsync(Visitor visitor)
    {
        var groups = visitor.Page.Locator(".ptf-key span");
        Assert.Equal(8, await groups.CountAsync());
        var first = (await groups.Nth(0).BoundingBoxAsync())!;
        var second = (await groups.Nth(1).BoundingBoxAsync())!;
        Assert.True(second.X > first.X + first.Width + 4, "The groups have gaps.");
    }
}
