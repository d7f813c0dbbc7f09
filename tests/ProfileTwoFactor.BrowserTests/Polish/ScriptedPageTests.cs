using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>What the pages do better with script.</summary>
public sealed class ScriptedPageTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task BindPage_InTheDarkAndRightToLeft_IsReadAndCopiedAndSentAtTheSixthDigitOnce() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await olivia.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await olivia.OpenSetupAsync();

            var app = await olivia.ScanAsync("polish-bind-dark");
            await olivia.PressAsync("Copy");
            await Expect(olivia.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" }))
                .ToBeVisibleAsync();
            Assert.Equal(
                app.Secret,
                await olivia.Page.EvaluateAsync<string>("navigator.clipboard.readText()")
            );
            await Expect(olivia.Page.Locator("time").First).Not.ToContainTextAsync("UTC");
            Assert.Equal(320, await WidthAsync(olivia, "rtl"));
            await olivia.ScreenshotAsync("polish-bind-rtl-320");

            // Pasted as apps write it, and Enter pressed although it was sent already.
            var code = await app.NextCodeAsync();
            await olivia.FillInCodeAsync(code.Insert(3, " "));
            await olivia.Page.Keyboard.PressAsync("Enter");
            await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is on.");

            await olivia.GoAsync("/two-factor/profiles/acme/manage?confirm=codes");
            await olivia.PressAsync("Create codes");
            var codes = await olivia.Page.Locator(".ptf-codes code").AllInnerTextsAsync();
            var file = await olivia.Page.RunAndWaitForDownloadAsync(() =>
                olivia.PressAsync("Download")
            );
            await olivia.ScreenshotAsync("polish-codes");
            var text = await File.ReadAllTextAsync(await file.PathAsync());

            Assert.Equal(
                "Heatmap-Acme-Store-olivia@example.com-backup-codes.txt",
                file.SuggestedFilename
            );
            Assert.Equal(10, codes.Count);
            Assert.All(codes, each => Assert.Contains(each, text));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Code_TypedBeforeTheScriptIsThere_IsNotSentByItself_AndTheButtonSendsIt() =>
        OnSiteAsync(async site =>
        {
            var app = await site.EnableAsync();
            var olivia = await Visitor.SignInAsync(site, "olivia");
            var scripts = new TaskCompletionSource();
            var sent = new ConcurrentQueue<string>();
            olivia.Page.Request += (_, request) => sent.Enqueue(request.Method);
            await olivia.Page.RouteAsync(
                "**/two-factor/assets/*.js*",
                async route =>
                {
                    await scripts.Task;
                    await route.ContinueAsync();
                }
            );

            await olivia.Page.GotoAsync(
                TwoFactorSteps.Heatmap,
                new() { WaitUntil = WaitUntilState.Commit }
            );
            await olivia.Page.GetByLabel("6-digit code").FillAsync(await app.NextCodeAsync());
            scripts.SetResult();
            await olivia.ExpectScriptAsync();
            Assert.DoesNotContain("POST", sent);

            await olivia.PressAsync("Verify");
            await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);
        });

    private static async Task<int> WidthAsync(Visitor visitor, string direction)
    {
        await visitor.Page.SetViewportSizeAsync(320, 900);
        return await visitor.Page.EvaluateAsync<int>(
            "(dir) => { document.documentElement.dir = dir; return document.documentElement.scrollWidth; }",
            direction
        );
    }
}
