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
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await mark.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await mark.GoAsync(TwoFactorSteps.Heatmap);

            var app = await mark.ScanAsync("polish-bind-dark");
            await mark.PressAsync("Copy");
            await Expect(mark.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" }))
                .ToBeVisibleAsync();
            Assert.Equal(
                app.Secret,
                await mark.Page.EvaluateAsync<string>("navigator.clipboard.readText()")
            );
            await Expect(mark.Page.Locator("time").First).Not.ToContainTextAsync("UTC");
            Assert.Equal(320, await WidthAsync(mark, "rtl"));
            await mark.ScreenshotAsync("polish-bind-rtl-320");

            // Pasted as apps write it, and Enter pressed although it was sent already.
            var code = await app.NextCodeAsync();
            await mark.FillInCodeAsync(code.Insert(3, " "));
            await mark.Page.Keyboard.PressAsync("Enter");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            await mark.GoAsync("/two-factor/profiles/acme/manage?confirm=codes");
            await mark.PressAsync("Create codes");
            var codes = await mark.Page.Locator(".ptf-codes code").AllInnerTextsAsync();
            var file = await mark.Page.RunAndWaitForDownloadAsync(() =>
                mark.PressAsync("Download")
            );
            await mark.ScreenshotAsync("polish-codes");
            var text = await File.ReadAllTextAsync(await file.PathAsync());

            Assert.Equal(
                "Heatmap-Acme-Store-mark@example.com-backup-codes.txt",
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
