using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Flows;

/// <summary>One person on their way through a flow, who looks at every step. Steps are found without a word of the pages.</summary>
internal sealed class FlowWalk(Setting setting, Visitor visitor, string flow)
{
    private const int MostTabs = 80;
    private readonly List<string> _wrong = [];

    public Visitor Visitor => visitor;

    public IPage Page => visitor.Page;

    public Setting Setting => setting;

    /// <summary>The dialog over the page, or the page that stands for it.</summary>
    public ILocator Here =>
        setting.Scripts ? Page.GetByRole(AriaRole.Dialog) : Page.Locator("main");

    public ILocator Code => Here.Locator("input[name=code]");

    public ILocator Qr => Here.Locator(".ptf-qr svg");

    public ILocator BackupCodes => Here.Locator(".ptf-codes li");

    public static async Task<FlowWalk> BeginAsync(
        Setting setting,
        Site site,
        string name,
        string flow
    ) => new(setting, await setting.SignInAsync(site, name), flow);

    /// <summary>Presses it, by the means of this walk. By keyboard: walks there first, and then Enter.</summary>
    public async Task PressAsync(ILocator button)
    {
        if (!setting.ByKeyboard)
        {
            await button.ClickAsync();
            return;
        }

        await ReachAsync(button);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A choice is made with the space bar.</summary>
    public async Task ChooseAsync(ILocator choice)
    {
        if (!setting.ByKeyboard)
        {
            await choice.CheckAsync();
            return;
        }

        await choice.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Expect(choice).ToBeCheckedAsync();
    }

    /// <summary>Enters a code and sends it, where the sixth digit doesn't.</summary>
    public async Task EnterAsync(string code, ILocator? button = null)
    {
        if (!setting.ByKeyboard)
        {
            await Code.FillAsync(code);
            if (button is not null)
            {
                await button.ClickAsync();
            }

            return;
        }

        await ReachAsync(Code);
        await Page.Keyboard.TypeAsync(code);
        if (button is not null)
        {
            await ReachAsync(button);
            await Page.Keyboard.PressAsync("Enter");
        }
    }

    /// <summary>Looks at what is shown: language, width, and accessibility.</summary>
    public async Task LookAsync(string step)
    {
        var name = $"flow-{flow}-{step}-{setting}";
        await visitor.ScreenshotAsync(name);
        var spoken = await Page.Locator("html").GetAttributeAsync("lang");
        if (spoken != setting.Language)
        {
            _wrong.Add($"{name} is in '{spoken}'.");
        }

        _wrong.AddRange(await PageInspector.MeasureAsync(Page, name, setting.Width));
        if (setting.Scripts)
        {
            // Without script there is no script of axe either; the same pages are looked at with it elsewhere.
            _wrong.AddRange((await Axe.FindAsync(Page)).Select(it => $"{name}: {it}"));
        }
    }

    public Task<Authenticator> ScanAsync(string step) =>
        visitor.ScanAsync($"flow-{flow}-{step}-{setting}");

    public void AssertNothingWrong() => Assert.Empty(_wrong);

    // People press Tab until the thing has the focus, and see that it has.
    private async Task ReachAsync(ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await target.EvaluateAsync<bool>("it => it.getRootNode().activeElement === it"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} can't be reached with the keyboard in {flow}, {setting}.");
    }
}
