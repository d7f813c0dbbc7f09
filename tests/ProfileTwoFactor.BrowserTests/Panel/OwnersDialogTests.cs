using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Panel;

/// <summary>What the buttons of the panel open over the page.</summary>
public sealed class OwnersDialogTests : BrowserTest
{
    private const string Api = "**/two-factor/api/profiles/acme";
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(11);

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_WithTheKeyboardAlone_EnablesSavesCodesAndDisablesWithAFreshCode() =>
        OnSiteAsync(async site =>
        {
            var olivia = await AtPanelAsync(site);
            var keyboard = olivia.Page.Keyboard;
            await Expect(olivia.Page)
                .ToHaveTitleAsync("Settings › Member Management · Acme Store · Heatmap");
            await Button(olivia.Panel(), "Enable").FocusAsync();
            await keyboard.PressAsync("Enter");
            await olivia.ExpectDialogAsync("Enable two-factor authentication");
            var app = await olivia.ScanAsync("owner-enable");
            Assert.Equal("Heatmap-Acme Store(acme):olivia@example.com", app.Label);
            await keyboard.PressAsync("Escape");
            await olivia.ExpectNoDialogAsync();
            await Expect(Button(olivia.Panel(), "Enable")).ToBeFocusedAsync();
            await keyboard.PressAsync("Enter");
            app = await olivia.ScanAsync("owner-enable-again");

            await olivia.Code().FocusAsync();
            await keyboard.TypeAsync(await app.NextCodeAsync());
            // For everybody in the profile: nothing happens before the button is pressed.
            await Expect(olivia.Code()).ToBeFocusedAsync();
            await Expect(Button(olivia.Dialog(), "Enable")).ToBeVisibleAsync();
            await keyboard.PressAsync("Enter");
            await olivia.ExpectDialogAsync("Your backup codes");
            await Expect(Button(olivia.Dialog(), "Done")).ToBeFocusedAsync();
            var codes = await olivia.Page.Locator(".ptf-codes code").AllInnerTextsAsync();
            var file = await olivia.Page.RunAndWaitForDownloadAsync(() =>
                olivia.PressInFlowAsync("Download")
            );
            Assert.Equal(
                "Heatmap-Acme-Store-olivia@example.com-backup-codes.txt",
                file.SuggestedFilename
            );
            var text = await File.ReadAllTextAsync(await file.PathAsync());
            Assert.Equal(10, codes.Count);
            Assert.All(codes, code => Assert.Contains(code, text));
            await Button(olivia.Dialog(), "Done").FocusAsync();
            await keyboard.PressAsync("Enter");

            await olivia.ExpectNoticeAsync("Two-factor authentication is on.");
            await Expect(olivia.Panel().GetByRole(AriaRole.Status)).ToBeFocusedAsync();
            await Expect(olivia.Page.GetByText("Bound since")).ToHaveCountAsync(1);
            await Expect(olivia.Panel()).ToContainTextAsync("You have 10 backup codes");

            await site.PassAsync(Stale);
            await Button(olivia.Panel(), "Disable").FocusAsync();
            await keyboard.PressAsync("Enter");
            await olivia.ExpectDialogAsync("Enter your code");
            await olivia.UseBackupCodeAsync(codes[0]);
            await olivia.PressInFlowAsync("Continue");
            await olivia.ExpectDialogAsync("Disable two-factor authentication?");
            await olivia.PressInFlowAsync("Cancel");
            await olivia.ExpectNoDialogAsync();
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
            await olivia.DisableAsync();
            await Expect(olivia.Panel().GetByRole(AriaRole.Status)).ToBeFocusedAsync();
            await Expect(Button(olivia.Panel(), "Enable")).ToBeVisibleAsync();
            olivia.AssertQuiet();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Profile_ThatChangesWhileTheDialogIsOpen_IsShownAsItIsAndNothingHalf() =>
        OnSiteAsync(async site =>
        {
            var olivia = await AtPanelAsync(site);
            await Button(olivia.Panel(), "Enable").ClickAsync();
            var first = await olivia.ScanAsync("owner-two-tabs");
            // A second tab begins anew and enables; this one still has the QR code before it.
            var second = await olivia.Context.NewPageAsync();
            await second.GotoAsync("/two-factor/profiles/acme/bind");
            await EnterAsync(olivia, await first.NextCodeAsync());
            await Expect(olivia.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await olivia.PressInFlowAsync("Show a new QR code");
            var app = await olivia.ScanAsync("owner-new-qr");
            Assert.NotEqual(first.Secret, app.Secret);

            // The dialog is closed while its code is under way: the profile is on, and the page says so.
            var held = new TaskCompletionSource();
            await olivia.Page.RouteAsync(
                $"{Api}/enable",
                async route =>
                {
                    await held.Task;
                    await route.ContinueAsync();
                }
            );
            var under = olivia.Page.WaitForRequestAsync($"{Api}/enable");
            await EnterAsync(olivia, await app.NextCodeAsync());
            await under;
            await olivia.Page.Keyboard.PressAsync("Escape");
            await olivia.ExpectNoDialogAsync();
            held.SetResult();
            await olivia.ExpectNoticeAsync("Create backup codes now");
            await Expect(olivia.Panel()).ToContainTextAsync("You have no backup codes");

            // A page that is out of date leads to how things are.
            var stale = await olivia.Context.NewPageAsync();
            await stale.GotoAsync(TwoFactorSteps.Members);
            await olivia.DisableAsync();
            var old = stale.GetByRole(AriaRole.Region, new() { Name = "Profile 2FA" });
            await Button(old, "Disable").ClickAsync();
            await Expect(stale.GetByRole(AriaRole.Dialog)).ToContainTextAsync("is already off");
            await Button(stale.GetByRole(AriaRole.Dialog), "Continue").ClickAsync();
            await Expect(Button(old, "Enable")).ToBeVisibleAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Answer_ThatIsLostOnTheWay_IsSaidAndThePageShowsHowThingsStand() =>
        OnSiteAsync(async site =>
        {
            var olivia = await AtPanelAsync(site);
            await Button(olivia.Panel(), "Enable").ClickAsync();
            var app = await olivia.ScanAsync("owner-lost-answer");
            await LoseAsync(olivia, "enable", arrives: false);
            await EnterAsync(olivia, await app.NextCodeAsync());
            await ExpectLostAsync(olivia);
            await Expect(Button(olivia.Panel(), "Enable")).ToBeVisibleAsync();

            await Button(olivia.Panel(), "Enable").ClickAsync();
            app = await olivia.ScanAsync("owner-lost-answer-again");
            await LoseAsync(olivia, "enable", arrives: true);
            await EnterAsync(olivia, await app.NextCodeAsync());
            await ExpectLostAsync(olivia);
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
            await Expect(olivia.Panel()).ToContainTextAsync("You have no backup codes");

            await Button(olivia.Panel(), "Disable").ClickAsync();
            await olivia.ExpectDialogAsync("Disable two-factor authentication?");
            await LoseAsync(olivia, "disable", arrives: true);
            await olivia.PressInFlowAsync("Disable");
            await ExpectLostAsync(olivia);
            await Expect(Button(olivia.Panel(), "Enable")).ToBeVisibleAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Code_TypedWhileAnotherPersonDisablesTheProfile_IsSaidAndChangesNothing() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();
            await olivia.GoAsync(TwoFactorSteps.Members);
            await site.PassAsync(Stale);
            await Button(olivia.Panel(), "Disable").ClickAsync();
            await olivia.ExpectDialogAsync("Enter your code");
            await Expect(olivia.Code()).ToBeFocusedAsync();

            await owner.DisableAsync(app);
            await olivia.Code().FillAsync("123456");

            await Expect(olivia.Dialog()).ToContainTextAsync("is already off");
            await olivia.PressInFlowAsync("Continue");
            await Expect(Button(olivia.Panel(), "Enable")).ToBeVisibleAsync();
        });

    [NeedsFact("chromium")]
    public Task Panel_InAFrameOfASibling_OpensNeitherTheDialogNorThePage() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            var page = olivia.Page;
            // Same site, another origin: the browser sends every cookie. The host has forgotten its headers.
            var sibling = new UriBuilder(site.Address) { Port = 1 }.Uri;
            await page.RouteAsync(
                $"{sibling}**",
                route =>
                    route.FulfillAsync(
                        new()
                        {
                            ContentType = "text/html",
                            Body =
                                $"""<!DOCTYPE html><iframe src="{site.Address}{TwoFactorSteps.Members}" width="900" height="800"></iframe>""",
                        }
                    )
            );
            await page.RouteAsync(
                $"**{TwoFactorSteps.Members}",
                async route =>
                {
                    var answer = await route.FetchAsync();
                    await route.FulfillAsync(
                        new()
                        {
                            Response = answer,
                            Headers = answer
                                .Headers.Where(it =>
                                    it.Key is not ("content-security-policy" or "x-frame-options")
                                )
                                .ToDictionary(),
                        }
                    );
                }
            );
            await page.GotoAsync(sibling.AbsoluteUri);
            var frame = page.FrameLocator("iframe");
            var left = page.WaitForRequestAsync("**/two-factor/profiles/acme/bind**");

            await frame.Locator("[data-ptf-dialog]").ClickAsync();
            await left;

            await Expect(frame.Locator(DialogSteps.Element)).ToHaveCountAsync(0);
            await Expect(frame.Locator(".ptf-qr")).ToHaveCountAsync(0);
            await Expect(frame.Locator("[data-ptf-dialog]")).ToHaveCountAsync(0);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_WhoIsNotAnyMoreOrSignedOut_IsToldAndChangesNothing() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();
            await olivia.GoAsync(TwoFactorSteps.Members);
            await Button(olivia.Panel(), "Disable").ClickAsync();
            await olivia.ExpectDialogAsync("Disable two-factor authentication?");

            var other = await olivia.Context.NewPageAsync();
            await other.GotoAsync(TwoFactorSteps.Members);
            await other
                .GetByRole(AriaRole.Link, new() { Name = "Make Owner: mark@example.com" })
                .ClickAsync();
            await other.GetByRole(AriaRole.Button, new() { Name = "Make Owner" }).ClickAsync();
            await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("is now the Owner.");
            await olivia.PressInFlowAsync("Disable");
            await olivia.ExpectDialogAsync("Only the Owner can do this");
            await Expect(olivia.Dialog()).ToContainTextAsync("mark@example.com");
            await olivia.PressInFlowAsync("Continue");
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
            await Expect(olivia.Panel().GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

            var member = await Caller.SignInAsync(site, "mark");
            var marks = await member.BindAsync();
            var mark = await member.OpenBrowserAsync();
            await mark.GoAsync(TwoFactorSteps.Members);
            await site.PassAsync(Stale);
            await Button(mark.Panel(), "Disable").ClickAsync();
            for (var attempt = 0; attempt < 6; attempt++)
            {
                await Expect(mark.Code()).ToHaveValueAsync("");
                await mark.Code().FillAsync(await marks.WrongCodeAsync());
                await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First).Not.ToHaveTextAsync("");
            }

            await Expect(mark.Dialog().GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.Context.ClearCookiesAsync();
            await Button(mark.Panel(), "Disable").ClickAsync();
            await mark.ExpectDialogAsync("You are signed out");
            Assert.NotEqual(app.Secret, marks.Secret);
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en-US")]
    [InlineData("ja-JP")]
    public Task Dialogs_InEachLanguage_AreAccessibleAndFitEveryScreen(string locale) =>
        OnSiteAsync(async site =>
        {
            var wrong = new List<string>();
            var olivia = await AtPanelAsync(site, locale);
            await LookAsync("owner-off");
            await olivia.Page.Locator("[data-ptf-dialog]").ClickAsync();
            var app = await olivia.ScanAsync($"owner-look-{locale}");
            await LookAsync("owner-enable");
            await olivia.Code().FillAsync(await app.NextCodeAsync());
            await olivia.Dialog().Locator("form [type=submit]:not(.ptf-secondary)").ClickAsync();
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await LookAsync("owner-codes");
            await olivia.Dialog().Locator(".ptf-button").Last.ClickAsync();
            await Expect(olivia.Page.Locator("[data-ptf-notice]")).ToBeFocusedAsync();
            await LookAsync("owner-on");
            await olivia.Page.Locator("[data-ptf-dialog]").ClickAsync();
            await Expect(olivia.Dialog().Locator(".ptf-danger")).ToBeVisibleAsync();
            await LookAsync("owner-disable");
            await olivia.Page.Keyboard.PressAsync("Escape");
            await site.PassAsync(Stale);
            await olivia.Page.Locator("[data-ptf-dialog]").ClickAsync();
            await Expect(olivia.Code()).ToBeFocusedAsync();
            await LookAsync("owner-disable-code");

            Assert.Empty(wrong);

            async Task LookAsync(string name) =>
                wrong.AddRange(await olivia.InspectAsync($"{name}-{locale}"));
        });

    /// <summary>The next answer to a call never comes, whether the call arrived or not.</summary>
    private static Task LoseAsync(Visitor owner, string action, bool arrives) =>
        owner.Page.RouteAsync(
            $"{Api}/{action}",
            async route =>
            {
                if (arrives)
                {
                    await route.FetchAsync();
                }

                await route.AbortAsync();
            },
            new() { Times = 1 }
        );

    private static async Task ExpectLostAsync(Visitor owner)
    {
        await Expect(owner.Dialog()).ToContainTextAsync("unknown whether the change was made");
        await owner.LeaveByAsync(Button(owner.Dialog(), "Continue"));
        await owner.ExpectNoDialogAsync();
    }

    private static async Task<Visitor> AtPanelAsync(Site site, string locale = "en-US")
    {
        var olivia = await Visitor.SignInAsync(site, "olivia", locale: locale);
        await olivia.GoAsync(TwoFactorSteps.Members);
        return olivia;
    }

    private static async Task EnterAsync(Visitor owner, string code)
    {
        await owner.Code().FillAsync(code);
        await owner.PressInFlowAsync("Enable");
    }

    private static ILocator Button(ILocator place, string name) =>
        place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
