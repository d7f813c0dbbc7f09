using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

public sealed class AccountJourneyTests : BrowserTest
{
    private const string Wanted = "/p/acme/heatmaps/pricing?days=30";

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Person_sets_up_and_signs_in_with_codes_of_the_app_and_of_the_downloaded_file(
        bool scripts
    ) =>
        OnSiteAsync(async site =>
        {
            var kind = scripts ? "scripts" : "no-scripts";
            var mark = await Visitor.SignInAtFormAsync(site, "mark", scripts);

            var (app, codes) = await mark.SetUpAsync($"account-{kind}-setup");
            Assert.Equal("Heatmap:mark@example.com", app.Label);
            await AssertGoneAsync(mark, [app.Secret, .. codes]);
            if (scripts)
            {
                await mark.Page.GoBackAsync();
                await mark.ExpectHeadingAsync("Two-factor authentication");
                await AssertGoneAsync(mark, [app.Secret, .. codes]);
            }

            var second = await Visitor.OpenAsync(site, scripts);
            await second.GoAsync(Wanted);
            await second.FillInSignInAsync("mark");
            await Expect(second.Page.Locator(".ptf-who"))
                .ToHaveTextAsync("Signing in as mark@example.com");
            await second.ExpectRefusedAsync(await app.WrongCodeAsync(), "Verify");
            await second.ExpectRefusedAsync(app.LastCode, "Verify");
            await second.EnterAsync(await app.NextCodeAsync(), "Verify");
            await second.ExpectAtAsync(Wanted);

            var third = await Visitor.OpenAsync(site, scripts);
            await third.GoAsync(Wanted);
            await third.FillInSignInAsync("mark");
            await third.Page.GetByText("Lost your phone?").ClickAsync();
            await Expect(
                    third.Page.GetByRole(AriaRole.Link, new() { Name = "support@example.com" })
                )
                .ToBeVisibleAsync();
            await third.UseBackupCodeAsync(codes[4].ToLowerInvariant());
            await third.ExpectAtAsync(Wanted);
            await third.GoAsync(AccountSteps.Status);
            await Expect(third.Page.GetByText("9 left")).ToBeVisibleAsync();

            Assert.All([mark, second, third], visitor => visitor.AssertQuiet());
            Assert.All(
                codes.Append(app.Secret),
                secret => Assert.DoesNotContain(secret, site.Output)
            );
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Setup_left_unfinished_stays_off_and_going_back_shows_no_secret() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var app = await mark.BeginSetupAsync("account-left");

            await mark.FollowAsync("Cancel");
            await mark.ExpectHeadingAsync("Two-factor authentication");
            await mark.Page.GoBackAsync();
            await mark.ExpectHeadingAsync("Set up two-factor authentication");
            await mark.ExpectNoQrCodeAsync();
            await AssertGoneAsync(mark, [app.Secret]);

            var second = await Visitor.SignInAsync(site, "mark");
            Assert.Equal(200, await second.GoAsync("/p/acme/heatmaps/home"));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Codes_that_were_shown_are_gone_when_the_page_is_loaded_again() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var app = await mark.BeginSetupAsync("account-reload");
            await mark.PressAsync("Next");
            await mark.ConfirmAsync(await app.NextCodeAsync(), "Next");
            await Expect(mark.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            var codes = await mark.Page.Locator(".ptf-codes code").AllInnerTextsAsync();

            await mark.Page.ReloadAsync();

            await mark.ExpectHeadingAsync("Two-factor authentication");
            await AssertGoneAsync(mark, [app.Secret, .. codes]);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Cancelled_sign_in_signs_no_user_in() =>
        OnSiteAsync(async site =>
        {
            await site.SetUpAccountAsync("mark");
            var second = await Visitor.OpenAsync(site);
            await second.GoAsync(Wanted);
            await second.FillInSignInAsync("mark");

            await second.PressAsync("Cancel and don't sign in");
            await second.GoAsync(Wanted);

            await Expect(second.Page).ToHaveTitleAsync("Sign in · Heatmap");
        });

    private static async Task AssertGoneAsync(Visitor visitor, IReadOnlyList<string> secrets)
    {
        var content = await visitor.Page.ContentAsync();
        var kept =
            await visitor.Context.StorageStateAsync()
            + await visitor.Page.EvaluateAsync<string>(
                "JSON.stringify([sessionStorage, history.state])"
            );
        foreach (var secret in secrets)
        {
            Assert.All(visitor.Requests, url => Assert.DoesNotContain(secret, url));
            Assert.DoesNotContain(secret, content);
            Assert.DoesNotContain(secret, kept);
        }
    }
}
