using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

public sealed class DialogTroubleTests : BrowserTest
{
    private const string Demand =
        """{"status":401,"code":"verification-required","profileId":"acme","action":"verify","actionUrl":"/two-factor/profiles/acme/verify"}""";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Dialog_with_a_server_in_trouble_or_an_ended_session_loses_nothing_and_says_what_to_do() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            const string Verifying = "**/two-factor/api/profiles/acme/verify";
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            var code = await app.NextCodeAsync();

            await mark.Page.RouteAsync(
                Verifying,
                route =>
                    route.FulfillAsync(
                        new()
                        {
                            Status = 503,
                            ContentType = "application/problem+json",
                            Body = """{"code":"two-factor-unavailable","retryAfter":1}""",
                        }
                    )
            );
            await mark.Code().FillAsync(code);
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("No data was lost");
            await Expect(mark.Code()).ToHaveValueAsync(code);
            await mark.Page.UnrouteAsync(Verifying);

            await mark.Context.ClearCookiesAsync();
            await mark.Dialog().GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
            await mark.ExpectDialogAsync("You are signed out");
            await mark.ScreenshotAsync("dialog-signed-out");
            await mark.FollowAsync("Sign in");
            await Expect(mark.Page).ToHaveTitleAsync("Sign in · Heatmap");
            await mark.FillInSignInAsync("mark");
            await mark.ExpectVerifyingAsync();
        });

    [NeedsFact("chromium")]
    public Task Another_site_that_answers_like_ours_opens_no_dialog_and_gets_one_call_without_a_token() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var seen = new List<IRequest>();
            // The site's own policy would stop the call before the script has a say.
            await using var context = await (await Chromium.GetAsync()).NewContextAsync(
                new() { BaseURL = site.Address, BypassCSP = true }
            );
            await context.AddCookiesAsync(
                (await mark.Context.CookiesAsync()).Select(it => new Cookie
                {
                    Name = it.Name,
                    Value = it.Value,
                    Domain = it.Domain,
                    Path = it.Path,
                })
            );
            var page = await context.NewPageAsync();
            await page.RouteAsync(
                "https://elsewhere.example/**",
                route =>
                {
                    seen.Add(route.Request);
                    return route.FulfillAsync(
                        new()
                        {
                            Status = 401,
                            ContentType = "application/problem+json",
                            Headers = new Dictionary<string, string>
                            {
                                ["Access-Control-Allow-Origin"] = site.Address,
                                ["Access-Control-Allow-Credentials"] = "true",
                                ["Access-Control-Allow-Headers"] = "content-type",
                            },
                            Body = Demand,
                        }
                    );
                }
            );
            await page.GotoAsync("/");

            var answer = await page.EvaluateAsync<string>(
                """
                async () => {
                  await import("/two-factor/assets/two-factor.js");
                  const body = { method: "POST", credentials: "include", body: "{}" };
                  const it = await fetch("https://elsewhere.example/api", body);
                  return `${it.status} ${document.querySelectorAll("profile-two-factor-dialog").length}`;
                }
                """
            );

            Assert.Equal("401 0", answer);
            var call = Assert.Single(seen);
            Assert.DoesNotContain(
                call.Headers.Keys,
                name => name.Contains("verification", StringComparison.OrdinalIgnoreCase)
            );
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Live_page_that_is_stopped_by_the_owner_asks_over_itself_and_goes_on() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await Expect(mark.Page.GetByText("Live: new clicks")).ToBeVisibleAsync();
            await site.EnableAsync();
            await mark.ExpectDialogAsync("Bind your authenticator");
            var app = await mark.ScanAsync("dialog-over-heatmap");
            await mark.Code().FillAsync(await app.NextCodeAsync());

            await mark.ExpectNoDialogAsync();
            await Expect(mark.Page.GetByText("Live: new clicks")).ToBeVisibleAsync();
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            mark.AssertQuiet();
        });
}
