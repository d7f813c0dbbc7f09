using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

/// <summary>The switch on the account's page and what it opens, with script over the page and without it as pages.</summary>
public sealed class AccountPanelTests : BrowserTest
{
    private const string Security = "/account/security";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Wizard_over_the_page_switches_on_after_the_code_and_ends_with_backup_codes() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(Security);
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();
            var wrong = new List<string>();

            // By keyboard from here to the code.
            await Switch(mark).FocusAsync();
            await mark.Page.Keyboard.PressAsync("Space");
            await mark.ExpectDialogAsync("Set up two-factor authentication");
            await Expect(mark.Dialog().Locator(".ptf-key")).ToBeHiddenAsync();
            foreach (var store in new[] { "Google Play", "App Store" })
            {
                await Expect(mark.Dialog().GetByRole(AriaRole.Link, new() { Name = store }))
                    .ToHaveCountAsync(3);
            }

            await Button(mark, "setup code").FocusAsync();
            await mark.Page.Keyboard.PressAsync("Enter");
            await Expect(mark.Dialog().Locator(".ptf-key")).ToBeVisibleAsync();
            wrong.AddRange(await mark.InspectAsync("panel-wizard-qr"));
            var app = await mark.ScanAsync("panel-wizard-scan");
            Assert.Equal("Heatmap:mark@example.com", app.Label);
            await Button(mark, "Next").FocusAsync();
            await mark.Page.Keyboard.PressAsync("Enter");
            await mark.ExpectDialogAsync("Verify Authentication Setup");
            await Expect(mark.Code()).ToBeFocusedAsync();
            wrong.AddRange(await mark.InspectAsync("panel-wizard-code"));
            await mark.Page.Keyboard.TypeAsync(await app.WrongCodeAsync());
            await mark.Page.Keyboard.PressAsync("Enter");
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await Expect(mark.Code()).ToHaveValueAsync("");
            await mark.Page.Keyboard.TypeAsync(await app.NextCodeAsync());
            await mark.Page.Keyboard.PressAsync("Enter");

            await mark.ExpectDialogAsync("Your backup codes");
            var codes = await ShownAsync(mark);
            wrong.AddRange(await mark.InspectAsync("panel-wizard-codes"));
            var file = await mark.Page.RunAndWaitForDownloadAsync(() =>
                Button(mark, "Download").ClickAsync()
            );
            Assert.Equal("Heatmap-mark@example.com-backup-codes.txt", file.SuggestedFilename);
            var lines = (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n");
            Assert.Equal(codes, lines.Intersect(codes));
            await Button(mark, "Finish").ClickAsync();

            await mark.ExpectDoneAsync("Two-factor authentication is on.");
            await Expect(Switch(mark)).ToBeCheckedAsync();
            await mark.ExpectAtAsync(Security);
            await Expect(mark.Page.GetByText("Show backup codes")).ToHaveCountAsync(0);
            wrong.AddRange(await mark.InspectAsync("panel-on"));
            Assert.Empty(wrong);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Wizard_that_is_left_before_the_code_changes_nothing_and_after_it_shows_the_codes_once_more() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(Security);

            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Set up two-factor authentication");
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();
            await Expect(Switch(mark)).ToBeFocusedAsync();

            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Set up two-factor authentication");
            var app = await mark.ScanAsync("panel-left");
            await Button(mark, "Next").ClickAsync();
            await mark.Page.ReloadAsync();
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();

            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Set up two-factor authentication");
            app = await mark.ScanAsync("panel-left-again");
            await Button(mark, "Next").ClickAsync();
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Button(mark, "Next").ClickAsync();
            await mark.ExpectDialogAsync("Your backup codes");
            var codes = await ShownAsync(mark);
            await mark.Page.ReloadAsync();

            await Expect(Switch(mark)).ToBeCheckedAsync();
            await mark.PressAsync("Show backup codes");
            await mark.ExpectDialogAsync("Your backup codes");
            Assert.Equal(codes, await ShownAsync(mark));
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            await Expect(mark.Page.GetByText("Show backup codes")).ToHaveCountAsync(0);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Reset_and_disable_ask_first_in_a_dialog_and_for_a_code_where_the_last_one_is_too_old() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            var (old, _) = await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            await mark.GoAsync(Security);

            await mark.PressAsync("Reset token");
            await mark.ExpectDialogAsync("Reset token?");
            await Button(mark, "Reset token").ClickAsync();
            await mark.ExpectDialogAsync("Reset token");
            var app = await mark.ScanAsync("panel-reset");
            Assert.NotEqual(old.Secret, app.Secret);
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Button(mark, "Confirm").ClickAsync();
            await mark.ExpectDialogAsync("Your backup codes");
            await Expect(mark.Dialog()).ToContainTextAsync("Your new authenticator is active.");
            await Button(mark, "Finish").ClickAsync();
            await mark.ExpectDoneAsync("Your new authenticator is active.");

            await site.PassAsync(TimeSpan.FromMinutes(11));
            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Disable two-factor authentication?");
            await Expect(Switch(mark)).ToBeCheckedAsync();
            await Button(mark, "Disable").ClickAsync();
            await mark.ExpectDialogAsync("Enter your code");
            await Expect(Switch(mark)).ToBeCheckedAsync();
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();
            await mark.ExpectDoneAsync("Two-factor authentication is off.");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task What_changes_between_two_steps_is_said_and_leaves_no_half_state() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(Security);
            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Set up two-factor authentication");
            var first = await mark.ScanAsync("panel-two-tabs");
            await Button(mark, "Next").ClickAsync();

            // A second tab shows another QR code, which replaces the first.
            var tab = await mark.Context.NewPageAsync();
            await tab.GotoAsync(Security);
            await tab.GetByRole(AriaRole.Switch).ClickAsync();
            await Expect(tab.Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await mark.Code().FillAsync(await first.NextCodeAsync());
            await Button(mark, "Next").ClickAsync();
            await Expect(mark.Dialog()).ToContainTextAsync("Only the newest QR code counts.");
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");

            // The server is away for a moment: the code stays.
            await mark.Page.RouteAsync(
                "**/two-factor/api/account/enable",
                route => route.FulfillAsync(new() { Status = 503, Body = "{}" })
            );
            await mark.Code().FillAsync("123456");
            await Button(mark, "Next").ClickAsync();
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("can't be checked right now");
            await Expect(mark.Code()).ToHaveValueAsync("123456");
            await mark.Page.UnrouteAsync("**/two-factor/api/account/enable");

            // It was enabled elsewhere meanwhile.
            await site.SetUpAccountAsync("mark");
            await Button(mark, "Next").ClickAsync();
            await Expect(mark.Dialog())
                .ToContainTextAsync(
                    new Regex("Your session has ended|is already on|Please sign in")
                );

            // The session is gone.
            var nobody = await Visitor.SignInAsync(site, "mei");
            await nobody.GoAsync(Security);
            await nobody.Context.ClearCookiesAsync();
            await Switch(nobody).ClickAsync();
            await nobody.ExpectDialogAsync("You are signed out");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task An_answer_that_is_lost_is_said_and_the_page_shows_how_things_stand() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            await mark.GoAsync(Security);
            await mark.PressAsync("Reset token");
            await Button(mark, "Reset token").ClickAsync();
            await mark.ExpectDialogAsync("Reset token");
            var app = await mark.ScanAsync("panel-reset-lost");
            await LoseAsync(mark, "enable");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Button(mark, "Confirm").ClickAsync();
            await ExpectLostAsync(mark);
            await Expect(Switch(mark)).ToBeCheckedAsync();
            await Expect(Panel(mark)).ToContainTextAsync("10 left");

            await Switch(mark).ClickAsync();
            await mark.ExpectDialogAsync("Disable two-factor authentication?");
            await LoseAsync(mark, "disable");
            await Button(mark, "Disable").ClickAsync();
            await ExpectLostAsync(mark);
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();
        });

    [NeedsFact("chromium", "oathtool")]
    public Task Dialog_changes_only_the_account_that_its_panel_shows() =>
        OnSiteAsync(async site =>
        {
            var (olivia, mark) = (await SetUpAsync(site, "olivia"), await SetUpAsync(site, "mark"));
            var page = await Visitor.OpenAsync(site);
            await SignInAsync(page, olivia);
            await page.GoAsync(Security);
            await Expect(Panel(page)).ToContainTextAsync("olivia@example.com");

            // Another tab of the browser signs in as another user, before the dialog opens and while it is open.
            await SignInAsync(page, mark);
            await Switch(page).ClickAsync();
            await Expect(Panel(page)).ToContainTextAsync("mark@example.com");
            await page.ExpectNoDialogAsync();
            await page.ExpectCompleteAsync();
            await Switch(page).ClickAsync();
            await page.ExpectDialogAsync("Disable two-factor authentication?");
            // The dialog has looked whose account it is.
            await Expect(Button(page, "Disable")).ToBeVisibleAsync();
            await SignInAsync(page, olivia);
            await Button(page, "Disable").ClickAsync();

            await Expect(Panel(page)).ToContainTextAsync("olivia@example.com");
            await Expect(Switch(page)).ToBeCheckedAsync();
            await SignInAsync(page, mark);
            await page.GoAsync(Security);
            await Expect(Switch(page)).ToBeCheckedAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Codes_are_shown_although_the_call_that_keeps_them_hangs() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            await mark.GoAsync(Security);
            await mark.Page.RouteAsync(
                "**/account/backup-codes?handler=keep",
                _ => Task.CompletedTask
            );
            await mark.HurryAsync();

            await mark.PressAsync("Regenerate backup codes");
            await Button(mark, "Create codes").ClickAsync();

            await ShownAsync(mark);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Without_script_the_same_steps_are_pages_that_lead_back() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
            await mark.GoAsync(Security);

            await Switch(mark).ClickAsync();
            await mark.ExpectHeadingAsync("Set up two-factor authentication");
            await Expect(mark.Page.Locator(".ptf-key")).ToBeHiddenAsync();
            await mark.FollowAsync("setup code");
            await Expect(mark.Page.Locator(".ptf-key")).ToBeVisibleAsync();
            var app = await mark.ScanAsync("panel-no-script");
            await mark.FollowAsync("Cancel");
            await mark.ExpectAtAsync(Security);
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();

            await Switch(mark).ClickAsync();
            app = await mark.ScanAsync("panel-no-script-again");
            await mark.PressAsync("Next");
            await mark.ExpectHeadingAsync("Verify Authentication Setup");
            await mark.PressAsync("Back to the QR code");
            Assert.Equal(app.Secret, (await mark.ScanAsync("panel-no-script-back")).Secret);
            await mark.PressAsync("Next");
            await mark.ConfirmAsync(await app.NextCodeAsync(), "Next");
            await mark.SaveCodesAsync();
            await Expect(mark.Page).ToHaveURLAsync(new Regex(Security));
            await mark.ExpectDoneAsync("Two-factor authentication is on.");
            await Expect(Switch(mark)).ToBeCheckedAsync();

            await mark.PressAsync("Reset token");
            await mark.PressAsync("Reset token");
            app = await mark.ScanAsync("panel-no-script-reset");
            await mark.ConfirmAsync(await app.NextCodeAsync(), "Confirm");
            await mark.SaveCodesAsync();
            await mark.ExpectDoneAsync("Your new authenticator is active.");

            await Switch(mark).ClickAsync();
            await mark.ExpectHeadingAsync("Disable two-factor authentication?");
            await mark.FollowAsync("Cancel");
            await mark.ExpectAtAsync(Security);
            await Switch(mark).ClickAsync();
            await mark.PressAsync("Disable");
            await mark.ExpectDoneAsync("Two-factor authentication is off.");
            await Expect(Switch(mark)).Not.ToBeCheckedAsync();
            mark.AssertQuiet();
        });

    /// <summary>The next call arrives, and its answer is lost.</summary>
    private static Task LoseAsync(Visitor person, string action) =>
        person.Page.RouteAsync(
            $"**/two-factor/api/account/{action}",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new() { Times = 1 }
        );

    private static async Task ExpectLostAsync(Visitor person)
    {
        await Expect(person.Dialog()).ToContainTextAsync("unknown whether the change was made");
        await person.LeaveByAsync(Button(person, "Continue"));
        await person.ExpectNoDialogAsync();
    }

    private static async Task<IReadOnlyList<Cookie>> SetUpAsync(Site site, string name)
    {
        var person = await Caller.SignInAsync(site, name);
        await person.SetUpAccountAsync();
        var browser = await person.OpenBrowserAsync();
        // The antiforgery cookie is the browser's, whoever signs in.
        return
        [
            .. (await browser.Context.CookiesAsync())
                .Where(it => !it.Name.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase))
                .Select(it => new Cookie
                {
                    Name = it.Name,
                    Value = it.Value,
                    Domain = it.Domain,
                    Path = it.Path,
                    HttpOnly = it.HttpOnly,
                    SameSite = it.SameSite,
                }),
        ];
    }

    private static Task SignInAsync(Visitor person, IReadOnlyList<Cookie> cookies) =>
        person.Context.AddCookiesAsync(cookies);

    private static ILocator Panel(Visitor person) => person.Page.Locator(".ptf-panel");

    private static ILocator Switch(Visitor person) =>
        person.Page.GetByRole(AriaRole.Switch, new() { Name = "Two-factor authentication" });

    private static ILocator Button(Visitor person, string name) =>
        person.Dialog().GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task<IReadOnlyList<string>> ShownAsync(Visitor person)
    {
        await Expect(person.Dialog().Locator(".ptf-codes li")).ToHaveCountAsync(10);
        return await person.Dialog().Locator(".ptf-codes code").AllInnerTextsAsync();
    }
}
