using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>The plain verify page after too many wrong codes. The browser's clock is moved, the site's is not.</summary>
public sealed class CountdownTests : BrowserTest
{
    private const int FreeMistakes = 5;

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task VerifyPage_LockedOut_CountsDownWithTheFormShutAndOpensIt() =>
        OnSiteAsync(async site =>
        {
            var app = await site.EnableAsync();
            var second = await Visitor.SignInAsync(site, "olivia");
            await second.Page.Clock.InstallAsync();
            await second.GoAsync(TwoFactorSteps.Heatmap);
            // From here on it stands still: what is counted is what the test lets pass.
            await second.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
            var wrong = await app.WrongCodeAsync();
            for (var mistake = 1; mistake <= FreeMistakes; mistake++)
            {
                await second.ExpectRefusedAsync(wrong, "Verify");
            }

            await second.EnterAsync(wrong, "Verify");

            var timer = second.Page.GetByRole(AriaRole.Timer);
            var button = second.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" });
            await Expect(timer).ToContainTextAsync("You can try again in 0:");
            await Expect(button).ToHaveAttributeAsync("aria-disabled", "true");
            var before = await LeftAsync(timer);
            await second.Page.Clock.FastForwardAsync(5_000);
            Assert.Equal(before - 5, await LeftAsync(timer));

            var sent = new ConcurrentQueue<string>();
            second.Page.Request += (_, request) => sent.Enqueue($"{request.Method} {request.Url}");
            await second.Page.GetByLabel("6-digit code").FillAsync(wrong);
            await second.Page.Keyboard.PressAsync("Enter");
            // By force, since Playwright itself would wait until the button can be pressed.
            await button.ClickAsync(new() { Force = true });
            Assert.DoesNotContain(sent, it => it.StartsWith("POST", StringComparison.Ordinal));

            await second.Page.Clock.FastForwardAsync(30_000);
            await Expect(second.Page.GetByText("You can try again now.")).ToBeVisibleAsync();
            await Expect(timer).ToHaveCountAsync(0);
            await Expect(button).ToHaveAttributeAsync("aria-disabled", "false");
            // What was typed before has not been sent, so it can be now.
            await second.Page.RunAndWaitForRequestAsync(
                () => button.ClickAsync(),
                request => request.Method == "POST"
            );
            second.AssertQuiet();
        });

    private static async Task<int> LeftAsync(ILocator timer)
    {
        var text = await timer.InnerTextAsync();
        return int.Parse(text[(text.IndexOf(':') + 1)..].TrimEnd('.'));
    }
}
