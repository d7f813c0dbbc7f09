using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

public sealed class AccountEventsTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Wrong_code_at_a_sign_in_is_read_by_the_person_on_their_account_page() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            var (app, _) = await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            var thief = await Visitor.SignInAtFormAsync(site, "mark");
            await thief.ExpectRefusedAsync(await app.WrongCodeAsync(), "Verify");

            await mark.GoAsync("/account/security");
            await mark.FollowAsync("Details and history");
            var events = mark.Page.GetByRole(
                AriaRole.Region,
                new() { Name = "Recent security events" }
            );

            await Expect(events.GetByRole(AriaRole.Definition))
                .ToContainTextAsync([
                    "A wrong code was entered. Consecutive wrong codes: 1",
                    "New backup codes were created: 10",
                    "Two-factor authentication was enabled",
                ]);
            await Expect(events.GetByRole(AriaRole.Definition).First)
                .ToContainTextAsync("Chrome on Linux");
            // By script, in the person's own time and language.
            await Expect(events.Locator("time").First).Not.ToContainTextAsync("UTC");
            await mark.ScreenshotAsync("account-events");
            var time = await events.Locator("time").First.BoundingBoxAsync();
            var text = await events.GetByRole(AriaRole.Definition).First.BoundingBoxAsync();
            Assert.True(time!.X + time.Width < text!.X, "The time runs into what happened.");
            mark.AssertQuiet();
        });
}
