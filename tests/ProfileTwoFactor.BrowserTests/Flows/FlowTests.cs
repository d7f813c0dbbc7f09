using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Flows;

/// <summary>The flows of the product, step by step, in every setting.</summary>
public sealed class FlowTests : BrowserTest
{
    private const string Security = "/account/security";
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(11);

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [MemberData(nameof(Setting.OfThisRun), MemberType = typeof(Setting))]
    public Task Owner_EnablesAndDisables(Setting setting) =>
        OnSiteAsync(async site =>
        {
            var walk = await FlowWalk.BeginAsync(setting, site, "olivia", "owner");
            var page = walk.Page;
            await walk.Visitor.GoAsync("/p/acme");
            await walk.PressAsync(page.Locator(".tabs a[href$='/settings/members']"));
            await Expect(page.Locator("h1")).ToContainTextAsync("›");
            await walk.LookAsync("off");

            await walk.PressAsync(Button(page));
            await Expect(walk.Qr).ToBeVisibleAsync();
            await walk.LookAsync("enable");
            var app = await walk.ScanAsync("enable");
            await walk.EnterAsync(await app.WrongCodeAsync(), Submit(walk));
            await Expect(walk.Code).ToHaveValueAsync("");
            await Expect(walk.Here.GetByRole(AriaRole.Alert).First).Not.ToBeEmptyAsync();
            await walk.LookAsync("enable-wrong");
            await walk.EnterAsync(await app.NextCodeAsync(), Submit(walk));
            if (setting.Scripts)
            {
                await Expect(walk.BackupCodes).ToHaveCountAsync(10);
                await walk.LookAsync("codes");
                await walk.PressAsync(walk.Here.Locator("button").Last);
            }

            await Expect(page.Locator("[data-ptf-notice]")).ToBeVisibleAsync();
            await Expect(page.Locator(".ptf-panel .ptf-badge-on")).ToBeVisibleAsync();
            await Expect(page.Locator(".people tbody tr")).Not.ToHaveCountAsync(0);
            await walk.LookAsync("on");

            await site.PassAsync(Stale);
            await walk.PressAsync(Button(page));
            await Expect(walk.Code).ToBeVisibleAsync();
            await walk.LookAsync("disable-code");
            await SendsItselfAsync(walk, await app.NextCodeAsync());
            await Expect(walk.Here.Locator(".ptf-danger")).ToBeVisibleAsync();
            await walk.LookAsync("disable");
            await walk.PressAsync(walk.Here.Locator(".ptf-danger"));
            await Expect(page.Locator(".ptf-panel .ptf-badge-off")).ToBeVisibleAsync();
            await walk.LookAsync("off-again");
            walk.AssertNothingWrong();
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [MemberData(nameof(Setting.OfThisRun), MemberType = typeof(Setting))]
    public Task Member_BindsVerifiesAndShares(Setting setting) =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var walk = await FlowWalk.BeginAsync(setting, site, "mark", "member");
            var page = walk.Page;
            await walk.Visitor.GoAsync("/");
            var profile = page.Locator("main a[href='/p/acme']").First;

            await walk.PressAsync(profile);
            await Expect(walk.Qr).ToBeVisibleAsync();
            await Expect(walk.Here).ToContainTextAsync("olivia@example.com");
            await walk.LookAsync("bind");
            var app = await walk.ScanAsync("bind");
            await SendsItselfAsync(walk, await app.WrongCodeAsync());
            await Expect(walk.Code).ToHaveValueAsync("");
            await Expect(walk.Here.GetByRole(AriaRole.Alert).First).Not.ToBeEmptyAsync();
            await walk.LookAsync("bind-wrong");
            await SendsItselfAsync(walk, await app.NextCodeAsync());
            await walk.Visitor.ExpectAtAsync("/p/acme");

            await walk.Visitor.LapseAsync();
            await walk.Visitor.GoAsync("/");
            await walk.PressAsync(profile);
            await Expect(walk.Code).ToBeVisibleAsync();
            await walk.LookAsync("verify");
            await SendsItselfAsync(walk, await app.NextCodeAsync());
            await walk.Visitor.ExpectAtAsync("/p/acme");
            await walk.LookAsync("arrived");

            await walk.Visitor.GoAsync(TwoFactorSteps.Heatmap);
            await walk.PressAsync(page.Locator("button[popovertarget=share]").First);
            await Expect(page.Locator("#share")).ToBeVisibleAsync();
            await walk.LookAsync("share");
            await walk.ChooseAsync(page.Locator("[name=access][value=members-only]"));
            await walk.PressAsync(page.Locator(".share-form button"));
            await Expect(page.Locator("#share").GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await walk.LookAsync("shared");
            walk.AssertNothingWrong();
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [MemberData(nameof(Setting.OfThisRun), MemberType = typeof(Setting))]
    public Task Account_IsSetUpResetAndDisabled(Setting setting) =>
        OnSiteAsync(async site =>
        {
            var walk = await FlowWalk.BeginAsync(setting, site, "mark", "account");
            var page = walk.Page;
            var toggle = page.GetByRole(AriaRole.Switch);
            await walk.Visitor.GoAsync(Security);
            await walk.LookAsync("off");

            await walk.PressAsync(toggle);
            await Expect(walk.Qr).ToBeVisibleAsync();
            await Expect(walk.Here.Locator(".ptf-key")).ToBeHiddenAsync();
            await walk.LookAsync("qr");
            var app = await walk.ScanAsync("qr");
            await walk.PressAsync(walk.Here.Locator("[aria-expanded], [data-ptf-reveal]"));
            await Expect(walk.Here.Locator(".ptf-key")).ToBeVisibleAsync();
            await walk.LookAsync("key");
            await walk.PressAsync(Next(walk));
            await Expect(walk.Code).ToBeVisibleAsync();
            await walk.LookAsync("code");
            await walk.PressAsync(
                walk.Here.Locator(setting.Scripts ? ".ptf-link" : "form[action*='=back'] button")
            );
            Assert.Equal(app.Secret, (await walk.ScanAsync("back")).Secret);
            await walk.PressAsync(Next(walk));
            await walk.EnterAsync(await app.WrongCodeAsync(), Submit(walk));
            await Expect(walk.Code).ToHaveValueAsync("");
            await Expect(walk.Here.GetByRole(AriaRole.Alert).First).Not.ToBeEmptyAsync();
            await walk.LookAsync("code-wrong");
            await walk.EnterAsync(await app.NextCodeAsync(), Submit(walk));
            await FinishAsync(walk, "codes");
            await Expect(toggle).ToBeCheckedAsync();
            await walk.LookAsync("on");

            var replace = page.Locator("[data-ptf-action=replace]");
            await walk.PressAsync(replace);
            // Over the page, or on a page of its own, which may still be loading.
            await Expect(replace).ToHaveCountAsync(setting.Scripts ? 1 : 0);
            await walk.LookAsync("reset-question");
            await walk.PressAsync(
                walk.Here.Locator(setting.Scripts ? "[type=submit]" : "form[method=post] button")
            );
            await Expect(walk.Qr).ToBeVisibleAsync();
            await walk.LookAsync("reset-qr");
            var renewed = await walk.ScanAsync("reset");
            await walk.EnterAsync(await renewed.NextCodeAsync(), Submit(walk));
            await FinishAsync(walk, "reset-codes");

            await walk.PressAsync(page.Locator("[data-ptf-action=off]").Last);
            await Expect(walk.Here.Locator(".ptf-danger")).ToBeVisibleAsync();
            await walk.LookAsync("disable");
            await walk.PressAsync(walk.Here.Locator(".ptf-danger"));
            await Expect(toggle).Not.ToBeCheckedAsync();
            await walk.LookAsync("off-again");
            walk.AssertNothingWrong();
        });

    /// <summary>Ten codes, saved and finished with.</summary>
    private static async Task FinishAsync(FlowWalk walk, string step)
    {
        await Expect(walk.BackupCodes).ToHaveCountAsync(10);
        await walk.LookAsync(step);
        var download = walk.Setting.Scripts
            ? walk.Here.Locator(".ptf-actions .ptf-secondary").First
            : walk.Here.Locator("form[action*='=file'] button");
        var file = await walk.Page.RunAndWaitForDownloadAsync(() => walk.PressAsync(download));
        Assert.EndsWith("-backup-codes.txt", file.SuggestedFilename);
        // The page that is there now may have a notice as well, and its script still runs when the next one is on its way.
        await walk.Page.Locator("html").EvaluateAsync("it => it.dataset.before = ''");
        await walk.PressAsync(
            walk.Setting.Scripts
                ? walk.Here.Locator("button").Last
                : walk.Here.Locator("form.ptf-saved button")
        );
        await Expect(walk.Page.Locator("html[data-before]")).ToHaveCountAsync(0);
        await Expect(walk.Page.Locator("[data-ptf-notice]")).ToBeVisibleAsync();
        await walk.Visitor.ExpectCompleteAsync();
    }

    // With script the sixth digit sends it, once the script of the page has run.
    private static async Task SendsItselfAsync(FlowWalk walk, string code) =>
        await walk.EnterAsync(code, walk.Setting.Scripts ? null : Submit(walk));

    private static ILocator Button(IPage page) => page.Locator(".ptf-panel [data-ptf-dialog]");

    private static ILocator Submit(FlowWalk walk) =>
        walk.Here.Locator("form:has([name=code]) [type=submit]");

    private static ILocator Next(FlowWalk walk) =>
        walk.Setting.Scripts
            ? walk.Here.Locator(".ptf-actions .ptf-button").First
            : walk.Here.Locator("form[method=get] button");
}
