using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class VerifyingDialogTests : BrowserTest
{
    private static readonly TimeSpan FirstLock = TimeSpan.FromSeconds(30);

    private const string CreateLink = """
        async () => {
          const { headerName, token } = await (await fetch("/two-factor/api/antiforgery")).json();
          const request = new Request("/api/p/acme/links", {
            method: "POST",
            headers: { "Content-Type": "application/json", [headerName]: token },
            body: JSON.stringify({ heatmapId: "home", access: "public" }),
          });
          window.calls = [fetch(request).then(async (it) => `${it.status} ${await it.text()}`)];
        }
        """;

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Call_WithABody_IsRepeatedWithItAfterAWrongAndARightCode() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);

            await mark.CallAsync();
            await mark.Page.EvaluateAsync(CreateLink);
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code().FillAsync(await app.WrongCodeAsync());
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await Expect(mark.Code()).ToBeFocusedAsync();
            await Expect(mark.Code()).ToHaveAttributeAsync("aria-invalid", "true");
            var code = await app.NextCodeAsync();
            // As it is pasted from an app, and as a Japanese keyboard writes it.
            await mark.Code()
                .FillAsync(
                    string.Concat(code.Select(digit => (char)(digit - '0' + '\uFF10')))
                        .Insert(3, " ")
                );

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();
            await mark.GoAsync("/p/acme/heatmaps/home");
            await Expect(mark.Page.Locator("#share .links .badge.warn"))
                .ToHaveTextAsync("Anyone can view");
            Assert.All(mark.Requests, url => Assert.DoesNotContain(code, url));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Dialog_ClosedWithTheKeyboardOrTheButton_RejectsTheCallsAndAsksAgainNextTime() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);

            await mark.CallAsync(DialogSteps.Heatmaps, DialogSteps.Heatmaps);
            await Expect(mark.Code()).ToBeFocusedAsync();
            await mark.Page.Keyboard.PressAsync("Escape");
            Assert.All(
                await mark.AnswersAsync(),
                answer => Assert.Equal("TwoFactorCancelledError two-factor-cancelled", answer)
            );
            await mark.ExpectNoDialogAsync();

            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.Dialog().GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            Assert.Equal(
                "TwoFactorCancelledError two-factor-cancelled",
                Assert.Single(await mark.AnswersAsync())
            );

            // The keyboard alone, and Enter although the sixth digit has sent the code already.
            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Code()).ToBeFocusedAsync();
            await mark.Page.Keyboard.PressAsync("Tab");
            await Expect(mark.Dialog().GetByRole(AriaRole.Button, new() { Name = "Verify" }))
                .ToBeFocusedAsync();
            await mark.Page.Keyboard.PressAsync("Shift+Tab");
            await mark.Page.Keyboard.TypeAsync(await app.NextCodeAsync());
            await mark.Page.Keyboard.PressAsync("Enter");
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Dialog_LockedForAWhile_CountsDownAndTakesTheRightCodeAfterIt() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.Page.Clock.InstallAsync();
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            // From here on it stands still: what is counted is what the test lets pass.
            await mark.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
            var wrong = await app.WrongCodeAsync();
            var clock = mark.Dialog().GetByRole(AriaRole.Timer);

            for (var guess = 0; guess < 8 && await clock.CountAsync() == 0; guess++)
            {
                await mark.Code().FillAsync(wrong);
                await Expect(mark.Code()).ToHaveValueAsync("");
            }

            await Expect(clock).ToContainTextAsync("You can try again in 0:");
            await mark.ScreenshotAsync("dialog-locked");
            var calls = Calls();
            await mark.Code().FillAsync(wrong);
            await mark.Code().PressAsync("Enter");
            await site.PassAsync(FirstLock);
            await mark.Page.Clock.FastForwardAsync((long)FirstLock.TotalMilliseconds);
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToHaveTextAsync("You can try again now.");
            // The server was not called in between, and what was typed is still there.
            Assert.Equal(calls, Calls());
            await Expect(mark.Code()).ToHaveValueAsync(wrong);
            await mark.Code().FillAsync(await app.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));

            int Calls() => mark.Requests.Count(url => url.Contains("/two-factor/api/"));
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("after-change", "No code is accepted yet")]
    [InlineData("wrong-codes", "Too many wrong codes")]
    [InlineData(null, "No code is accepted at the moment")]
    public Task Dialog_WhileNoCodeIsAccepted_SaysWhy_WhereThatIsKnown(
        string? reason,
        string says
    ) =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, _) = await DialogSteps.ReturningMemberAsync(site);
            await mark.Page.RouteAsync(
                "**/api/profiles/acme/verify",
                route =>
                    route.FulfillAsync(
                        new()
                        {
                            Status = 429,
                            ContentType = "application/problem+json",
                            Body =
                                """{"code":"locked-out","retryAfter":90"""
                                + (reason is null ? "}" : $",\"reason\":\"{reason}\"}}"),
                        }
                    )
            );
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");

            await mark.Code().FillAsync("123456");

            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First).ToHaveTextAsync(says);
            await Expect(mark.Dialog().GetByRole(AriaRole.Timer))
                .ToContainTextAsync("You can try again in 1:");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Disable_CalledLongAfterTheLastCode_AsksForAFreshOneAndIsRepeated() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();
            await site.PassAsync(TimeSpan.FromMinutes(11));
            var code = await app.NextCodeAsync();
            await olivia.GoAsync("/");

            await olivia.CallAsync();
            await olivia.Page.EvaluateAsync(
                """
                async () => {
                  const { headerName, token } = await (await fetch("/two-factor/api/antiforgery")).json();
                  const disable = { method: "POST", headers: { [headerName]: token } };
                  window.calls = [fetch("/two-factor/api/profiles/acme/disable", disable).then(async (it) => `${it.status} ${await it.text()}`)];
                }
                """
            );
            await Expect(olivia.Dialog()).ToContainTextAsync("This step requires a new code");
            await olivia.Code().FillAsync(code);

            var answer = Assert.Single(await olivia.AnswersAsync());
            Assert.StartsWith("200 ", answer);
            Assert.Contains("\"enabled\":false", answer);
        });
}
