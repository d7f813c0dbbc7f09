using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

/// <summary>A click that leads behind the gate asks over the page that is open, and goes on after the code.</summary>
public sealed class LinkDialogTests : BrowserTest
{
    private static readonly Regex Check = new("/two-factor/check\\?");

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task First_access_by_a_link_binds_over_the_page_and_a_lapse_asks_for_a_code_over_the_next() =>
        OnSiteAsync(async site =>
        {
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            // After the page was loaded: it knows nothing of this.
            await site.EnableAsync();
            var link = mark.Page.GetByRole(AriaRole.Main).GetByText("Acme Store");

            await link.FocusAsync();
            await mark.Page.Keyboard.PressAsync("Enter");
            await mark.ExpectDialogAsync("Bind your authenticator");
            await Expect(mark.Dialog()).ToContainTextAsync("olivia@example.com");
            await mark.ExpectAtAsync("/");
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            await Expect(link).ToBeFocusedAsync();
            await mark.ExpectAtAsync("/");

            await link.ClickAsync();
            var app = await mark.ScanAsync("dialog-over-first-page");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await mark.ExpectAtAsync("/p/acme");

            await mark.LapseAsync();
            await mark
                .Page.GetByRole(AriaRole.Link, new() { Name = "Home page" })
                .First.ClickAsync();
            await mark.ExpectDialogAsync("Enter your code");
            await mark.ExpectAtAsync("/p/acme");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectNoDialogAsync();
            mark.AssertQuiet();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Links_that_open_elsewhere_or_lead_to_no_gate_are_left_alone() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, _) = await DialogSteps.ReturningMemberAsync(site);
            await mark.AddAsync(
                """
                <a id="blank" href="/p/acme" target="_blank">blank</a>
                <a id="off" href="/p/acme?off" data-profile-two-factor="off">off</a>
                <a id="download" href="/p/acme" download>download</a>
                <a id="hash" href="#there">hash</a>
                <a id="script" href="javascript:void 0">script</a>
                <a id="open" href="/account/profile">open</a>
                """
            );

            foreach (var modifier in new[] { KeyboardModifier.Control, KeyboardModifier.Shift })
            {
                var opened = await mark.Context.RunAndWaitForPageAsync(() =>
                    mark
                        .Page.GetByRole(AriaRole.Main)
                        .GetByText("Acme Store")
                        .ClickAsync(new() { Modifiers = [modifier] })
                );
                await opened.CloseAsync();
            }

            var blank = await mark.Context.RunAndWaitForPageAsync(() =>
                mark.Page.Locator("#blank").ClickAsync()
            );
            await blank.CloseAsync();
            await mark.Page.RunAndWaitForDownloadAsync(() =>
                mark.Page.Locator("#download").ClickAsync()
            );
            await mark.Page.Locator("#hash").ClickAsync();
            await mark.Page.Locator("#script").ClickAsync();
            await mark.ExpectAtAsync("/#there");
            await mark.Page.Locator("#open").ClickAsync();
            await mark.ExpectAtAsync("/account/profile");
            Assert.DoesNotContain(mark.Requests, Check.IsMatch);

            await mark.GoAsync("/");
            await mark.AddAsync("<a id=off href=/p/acme data-profile-two-factor=off>off</a>");
            await mark.Page.Locator("#off").ClickAsync();
            await mark.ExpectVerifyingAsync();
            Assert.DoesNotContain(mark.Requests, Check.IsMatch);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Link_whose_check_fails_or_gets_no_answer_leads_to_the_page_as_without_script() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, _) = await DialogSteps.ReturningMemberAsync(site);

            await mark.Page.RouteAsync(Check, route => route.AbortAsync());
            await mark.Page.GetByRole(AriaRole.Main).GetByText("Acme Store").ClickAsync();
            await mark.ExpectVerifyingAsync();

            await mark.GoAsync("/");
            await mark.Page.UnrouteAsync(Check);
            // Never answered.
            await mark.Page.RouteAsync(Check, _ => Task.CompletedTask);
            await mark.HurryAsync();
            await mark.Page.GetByRole(AriaRole.Main).GetByText("Acme Store").ClickAsync();
            await mark.ExpectVerifyingAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task App_that_takes_clicks_itself_gets_each_once_and_after_the_code() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            // As Turbo does: the last listener of all, which takes what nothing else took.
            await mark.Page.EvaluateAsync(
                """
                () => {
                  window.clicks = 0;
                  window.visits = [];
                  document.body.addEventListener("click", () => window.clicks++);
                  const visit = (event) => {
                    const link = event.target.closest("a");
                    if (link && !event.defaultPrevented) {
                      event.preventDefault();
                      fetch(link.href, { headers: { Accept: "text/html" } }).then((it) => {
                        window.visits.push(it.url);
                        document.title = "visited";
                      });
                    }
                  };
                  addEventListener("click", () => {
                    removeEventListener("click", visit);
                    addEventListener("click", visit);
                  }, true);
                }
                """
            );

            await mark.Page.GetByRole(AriaRole.Main).GetByText("Acme Store").DblClickAsync();
            await mark.ExpectDialogAsync("Enter your code");
            Assert.Equal(0, await mark.Page.EvaluateAsync<int>("window.clicks"));
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(mark.Page).ToHaveTitleAsync("visited");

            Assert.Equal(
                [$"{site.Address}/p/acme"],
                await mark.Page.EvaluateAsync<string[]>("window.visits")
            );
            Assert.Equal(1, await mark.Page.EvaluateAsync<int>("window.clicks"));
            await mark.ExpectAtAsync("/");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task What_stands_behind_the_hash_of_an_address_survives_the_page_and_the_dialog() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.GoAsync("/p/acme#/reports/7");
            await mark.ExpectVerifyingAsync();
            await mark.ExpectRefusedAsync(await app.WrongCodeAsync(), "Verify");
            await mark.EnterAsync(await app.NextCodeAsync(), "Verify");
            await mark.ExpectAtAsync("/p/acme#/reports/7");

            await mark.LapseAsync();
            await mark.GoAsync("/");
            await mark.AddAsync("<a href='/p/acme#/reports/8'>Report</a>");
            await mark.FollowAsync("Report");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await mark.ExpectAtAsync("/p/acme#/reports/8");
            // Not in an address that the server sees.
            Assert.All(mark.Requests, url => Assert.DoesNotContain("%23", url));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Link_to_a_page_that_wants_the_accounts_second_factor_asks_over_the_page() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "sam");
            var sam = await person.OpenBrowserAsync();
            await sam.GoAsync("/account/profile");
            await sam.AddAsync("<a href=/support>Help people</a>");

            await sam.FollowAsync("Help people");
            await sam.ExpectDialogAsync("Your account needs two-factor authentication");
            await sam.Page.Keyboard.PressAsync("Escape");
            await sam.ExpectNoDialogAsync();

            var (app, _) = await person.SetUpAccountAsync();
            await site.PassAsync(TimeSpan.FromMinutes(11));
            var code = await app.NextCodeAsync();
            await sam.FollowAsync("Help people");
            await sam.ExpectDialogAsync("Enter your code");
            await sam.Code().FillAsync(code);
            await sam.ExpectAtAsync("/support");
        });
}
