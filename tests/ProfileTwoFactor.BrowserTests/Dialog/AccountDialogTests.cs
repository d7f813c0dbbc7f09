using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class AccountDialogTests : BrowserTest
{
    private const string Cancelled = "TwoFactorCancelledError two-factor-cancelled";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Sign_in_by_an_app_asks_for_the_code_over_the_page_and_is_sent_once() =>
        OnSiteAsync(async site =>
        {
            var (app, _) = await site.SetUpAccountAsync("mark");
            var mark = await Visitor.OpenAsync(site);
            await mark.GoAsync("/account/login");

            await mark.SignInByAppAsync("Heatmap!2026");
            await mark.ExpectDialogAsync("Enter your code");
            await Expect(mark.Dialog())
                .ToContainTextAsync("code for Heatmap from your authenticator app");
            await mark.Dialog().GetByText("Lost your phone?").ClickAsync();
            await Expect(mark.Dialog()).ToContainTextAsync("ask the support of this site");
            await Expect(mark.Dialog().GetByRole(AriaRole.Link, new() { Name = "support@" }))
                .ToHaveAttributeAsync("href", "mailto:support@example.com");
            await mark.ScreenshotAsync("dialog-account");
            await mark.Code().FillAsync(await app.WrongCodeAsync());
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await mark.Code().FillAsync(await app.NextCodeAsync());

            Assert.Equal("204 ", Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();
            Assert.Single(mark.Requests, url => url.EndsWith("/api/session"));
            await mark.CallAsync(DialogSteps.Heatmaps);
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            Assert.Equal("/account/login", mark.Path);
        });

    [NeedsFact("chromium")]
    public Task Call_that_wants_a_second_factor_the_account_has_not_leads_to_its_set_up_and_back() =>
        OnSiteAsync(async site =>
        {
            var sam = await Visitor.SignInAsync(site, "sam");
            await sam.GoAsync("/account/security");

            await sam.CallAsync("/support");
            await sam.ExpectDialogAsync("Your account needs two-factor authentication");
            await sam.Page.Keyboard.PressAsync("Escape");
            Assert.Equal(Cancelled, Assert.Single(await sam.AnswersAsync()));

            await sam.CallAsync("/support");
            await sam.Dialog()
                .GetByRole(AriaRole.Link, new() { Name = "Continue", Exact = true })
                .ClickAsync();
            await sam.ExpectAtAsync("/two-factor/account/setup?returnUrl=%2Faccount%2Fsecurity");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Session_that_has_yet_to_prove_itself_goes_on_with_a_backup_code_and_says_how_many_are_left() =>
        OnSiteAsync(async site =>
        {
            var open = await Visitor.SignInAsync(site, "mark");
            await open.GoAsync("/");
            var (_, codes) = await site.SetUpAccountAsync("mark");

            await open.CallAsync(DialogSteps.Heatmaps, "/api/p/acme/members");
            await open.ExpectDialogAsync("Enter your code");
            await Expect(open.Page.Locator(DialogSteps.Element)).ToHaveCountAsync(1);
            await open.UseBackupCodeAsync(codes[0]);
            await open.ExpectDialogAsync("Backup code accepted");
            await Expect(open.Dialog()).ToContainTextAsync("Unused backup codes left: 9");
            // Closing is no refusal any more: the code was accepted.
            await open.Page.Keyboard.PressAsync("Escape");

            Assert.All(await open.AnswersAsync(), answer => Assert.StartsWith("200 ", answer));

            // A count that does not come is no failure of a code that is used up.
            var other = await Visitor.OpenAsync(site);
            await other.GoAsync("/account/login");
            await other.SignInByAppAsync("Heatmap!2026");
            await other.ExpectDialogAsync("Enter your code");
            await other.Page.RouteAsync("**/two-factor/api/account", route => route.AbortAsync());
            await other.UseBackupCodeAsync(codes[1]);
            Assert.Equal("204 ", Assert.Single(await other.AnswersAsync()));
            await other.ExpectNoDialogAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task One_call_that_wants_both_codes_asks_for_the_accounts_and_then_for_the_profiles() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var ofProfile = await site.BindAsync("mark");
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/");
            var (ofAccount, _) = await site.SetUpAccountAsync("mark");

            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog())
                .ToContainTextAsync("code for Heatmap from your authenticator app");
            await mark.Code().FillAsync(await ofAccount.NextCodeAsync());
            await Expect(mark.Dialog()).ToContainTextAsync("Acme Store is protected");
            await mark.Code().FillAsync(await ofProfile.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Sign_in_that_is_closed_or_too_late_is_rejected_and_leads_back_to_the_sign_in() =>
        OnSiteAsync(async site =>
        {
            var (app, _) = await site.SetUpAccountAsync("mark");
            var mark = await Visitor.OpenAsync(site);
            await mark.GoAsync("/account/login");

            await mark.SignInByAppAsync("Heatmap!2026");
            await Expect(mark.Code()).ToBeFocusedAsync();
            await mark.Page.Keyboard.PressAsync("Escape");
            Assert.Equal(Cancelled, Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();

            await mark.SignInByAppAsync("Heatmap!2026");
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Context.ClearCookiesAsync();
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await mark.ExpectDialogAsync("Please sign in again");
            await mark.Dialog().GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
            await mark.FollowAsync("Sign in");
            await Expect(mark.Page).ToHaveTitleAsync("Sign in · Heatmap");
        });

    [NeedsFact("chromium")]
    public Task Page_of_a_person_who_is_signed_out_is_left_alone_whatever_is_refused() =>
        OnSiteAsync(async site =>
        {
            var nobody = await Visitor.OpenAsync(site);
            await nobody.GoAsync("/account/login");
            // A host may have a demand of its own by that name, about an e-mail address for example.
            await nobody.Page.RouteAsync(
                "**/own",
                route =>
                    route.FulfillAsync(
                        new()
                        {
                            Status = 401,
                            ContentType = "application/problem+json",
                            Body = """{"code":"verification-required"}""",
                        }
                    )
            );

            await nobody.CallAsync(DialogSteps.Heatmaps, "/two-factor/api/account", "/own");
            var answers = await nobody.AnswersAsync();
            await nobody.SignInByAppAsync("wrong");
            var refused = await nobody.AnswersAsync();

            Assert.All([.. answers, .. refused], answer => Assert.StartsWith("401 ", answer));
            Assert.Contains("sign-in-required", answers[0]);
            Assert.Contains("invalid-credentials", Assert.Single(refused));
            await nobody.ExpectNoDialogAsync();
            Assert.DoesNotContain(nobody.Requests, url => url.Contains("dialog.js"));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Backup_codes_created_long_after_the_last_code_take_a_fresh_one_of_the_account() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            var (app, codes) = await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            await site.PassAsync(TimeSpan.FromMinutes(11));
            var code = await app.NextCodeAsync();
            await mark.GoAsync("/");

            await mark.CallAsync();
            await mark.Page.EvaluateAsync(
                """
                async () => {
                  const { headerName, token } = await (await fetch("/two-factor/api/antiforgery")).json();
                  const create = { method: "POST", headers: { [headerName]: token } };
                  window.calls = [fetch("/two-factor/api/account/backup-codes", create).then(async (it) => `${it.status} ${await it.text()}`)];
                }
                """
            );
            await Expect(mark.Dialog()).ToContainTextAsync("This step requires a new code");
            await mark.Code().FillAsync(code);

            var answer = Assert.Single(await mark.AnswersAsync());
            Assert.StartsWith("200 ", answer);
            Assert.Contains("backupCodes", answer);
            Assert.DoesNotContain(codes[0], answer);
        });
}
