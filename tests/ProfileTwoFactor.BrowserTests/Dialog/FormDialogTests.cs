using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

/// <summary>A form that leads behind the gate is kept as it was filled in, and sent once after the code.</summary>
public sealed class FormDialogTests : BrowserTest
{
    private const string Members = "/p/acme/settings/members";
    private const string Target = Members + "?handler=Kept";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_of_the_site_after_a_lapse_keeps_what_was_typed_and_is_sent_once_after_the_code() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();
            await olivia.GoAsync(Members);
            await olivia.LapseAsync();
            var field = olivia.Page.GetByLabel("E-mail");
            var posts = olivia.Posts();

            await field.FillAsync("ines@example.com");
            await field.PressAsync("Enter");
            await olivia.ExpectDialogAsync("Enter your code");
            await olivia.ScreenshotAsync("dialog-over-form");
            await olivia.Page.Keyboard.PressAsync("Escape");
            await olivia.ExpectNoDialogAsync();
            await Expect(field).ToHaveValueAsync("ines@example.com");
            await Expect(field).ToBeFocusedAsync();
            Assert.Empty(posts);

            await olivia
                .Page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" })
                .DblClickAsync();
            await olivia.ExpectDialogAsync("Enter your code");
            await olivia.Code().FillAsync(await app.WrongCodeAsync());
            await Expect(olivia.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await olivia.Code().FillAsync(await app.NextCodeAsync());
            await Expect(olivia.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("ines@example.com is invited.");

            Assert.Single(posts);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Files_buttons_validation_and_the_apps_own_handlers_are_what_they_are_without_the_dialog() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.AddAsync(
                $"""
                <form id="kept" method="post" action="/p/acme" enctype="multipart/form-data">
                  <input name="action" value="upload" type="hidden">
                  <input name="note" required>
                  <input name="file" type="file">
                  <button name="how" value="draft">Draft</button>
                  <button name="how" value="publish" formaction="{Target}">Publish</button>
                </form>
                """
            );
            await mark.Page.EvaluateAsync(
                """
                () => {
                  window.submits = 0;
                  document.getElementById("kept").addEventListener("submit", (event) => {
                    window.submits++;
                    // As apps do, so that nobody sends twice.
                    setTimeout(() => (event.submitter.disabled = true));
                  });
                }
                """
            );
            var sent = await mark.CatchAsync(Target);

            await mark.PressAsync("Publish");
            await Expect(mark.Page.Locator("input[name=note]:invalid")).ToBeFocusedAsync();
            await mark.ExpectNoDialogAsync();

            await mark.Page.Locator("input[name=note]").FillAsync("two, three & 四");
            await mark
                .Page.Locator("input[name=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "clicks.csv",
                        MimeType = "text/csv",
                        Buffer = Encoding.UTF8.GetBytes("x,y"),
                    }
                );
            await mark.PressAsync("Publish");
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            Assert.Equal(0, await mark.Page.EvaluateAsync<int>("window.submits"));
            Assert.Equal(
                "clicks.csv",
                await mark.Page.EvaluateAsync<string>(
                    "document.querySelector('input[name=file]').files[0].name"
                )
            );

            await mark.PressAsync("Publish");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();

            var body = Assert.Single(sent);
            Assert.Contains("name=\"action\"\r\n\r\nupload\r\n", body);
            Assert.Contains("name=\"note\"\r\n\r\ntwo, three & 四\r\n", body);
            Assert.Contains("name=\"how\"\r\n\r\npublish\r\n", body);
            Assert.DoesNotContain("draft", body);
            Assert.Contains("filename=\"clicks.csv\"", body);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_that_a_script_sends_waits_too_and_one_that_needs_no_code_is_sent_at_once() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            const string Forms = $"""
                <form id="scripted" method="post" action="{Target}"><input name="note" value="kept"><input name="submit" value="shadow"></form>
                <form id="closing" method="dialog" action="{Target}"><button>Close it</button></form>
                <form id="elsewhere" method="post" action="/account/elsewhere"><button>Go elsewhere</button></form>
                """;
            await mark.AddAsync(Forms);
            await mark.CatchAsync("/account/elsewhere");

            await mark.PressAsync("Close it");
            await mark.PressAsync("Go elsewhere");
            await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();
            Assert.DoesNotContain(mark.Requests, url => url.Contains("/two-factor/check"));

            await mark.GoAsync("/");
            await mark.AddAsync(Forms);
            var sent = await mark.CatchAsync(Target);
            await mark.Page.EvaluateAsync(
                "HTMLFormElement.prototype.submit.call(document.getElementById('scripted'))"
            );
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            Assert.Empty(sent);

            await mark.Page.EvaluateAsync("document.getElementById('scripted').requestSubmit()");
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();
            Assert.Equal("note=kept&submit=shadow", Assert.Single(sent));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_that_a_script_sends_and_takes_away_is_sent_after_the_code() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            var sent = await mark.CatchAsync(Target);

            await mark.Page.EvaluateAsync(
                $$"""
                () => {
                  const form = Object.assign(document.createElement("form"), { method: "post", action: "{{Target}}" });
                  form.append(Object.assign(document.createElement("input"), { name: "note", value: "kept" }));
                  document.body.append(form);
                  form.submit();
                  form.remove();
                }
                """
            );
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();

            Assert.Equal("note=kept", Assert.Single(sent));
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData(true)]
    [InlineData(false)]
    public Task Form_whose_button_is_drawn_anew_is_sent_by_the_new_one_and_not_without_one(
        bool again
    ) =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.AddAsync(
                $"""
                <form method="post" action="/p/acme"><input name="note" value="kept">
                  <button name="how" value="publish" formaction="{Target}">Publish</button>
                </form>
                """
            );
            var sent = await mark.CatchAsync(Target);
            var posts = mark.Posts();

            await mark.PressAsync("Publish");
            await mark.ExpectDialogAsync("Enter your code");
            await mark
                .Page.Locator("button[name=how]")
                .EvaluateAsync(
                    "(it, again) => again ? it.replaceWith(it.cloneNode(true)) : it.remove()",
                    again
                );
            await mark.Code().FillAsync(await app.NextCodeAsync());
            if (again)
            {
                await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();
                Assert.Equal("note=kept&how=publish", Assert.Single(sent));
                return;
            }

            await mark.ExpectNoDialogAsync();
            await mark.ExpectAtAsync("/");
            await Expect(mark.Page.Locator("input[name=note]")).ToHaveValueAsync("kept");
            Assert.Empty(posts);
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_that_waits_is_not_lost_to_another_one() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            // Forms that the app sends itself, so that both can be sent from one page.
            await mark.AddAsync(
                $"""
                <form method="post" action="{Target}&one"><button>One</button></form>
                <form method="post" action="{Target}&two"><button>Two</button></form>
                """
            );
            await mark.Page.EvaluateAsync(
                """
                () => {
                  document.title = "";
                  addEventListener("submit", (event) => {
                    event.preventDefault();
                    document.title += event.submitter.textContent;
                  });
                }
                """
            );

            await mark.Page.EvaluateAsync(
                "() => document.querySelectorAll('main form[action*=Kept] button').forEach((it) => it.click())"
            );
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code().FillAsync(await app.NextCodeAsync());

            // Each has asked for itself, so either may be first.
            await Expect(mark.Page).ToHaveTitleAsync(new Regex("^(OneTwo|TwoOne)$"));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_whose_session_ends_before_the_code_says_so_and_is_not_sent() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.AddAsync(
                $"""<form method="post" action="{Target}"><textarea name="note"></textarea><button>Save</button></form>"""
            );
            var sent = await mark.CatchAsync(Target);
            var note = mark.Page.Locator("textarea[name=note]");
            await note.FillAsync("long");

            await mark.PressAsync("Save");
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Context.ClearCookiesAsync();
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await mark.ExpectDialogAsync("You are signed out");
            await Expect(mark.Dialog()).ToContainTextAsync("What you entered on the page is kept.");
            // The page with what was typed stays open.
            await Expect(mark.Dialog().GetByRole(AriaRole.Link, new() { Name = "Sign in" }))
                .ToHaveAttributeAsync("target", "_blank");
            await mark.Dialog().GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await mark.ExpectNoDialogAsync();

            await Expect(note).ToHaveValueAsync("long");
            Assert.Empty(sent);
        });

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en-US", "You are signed out", "Try again")]
    [InlineData("ja-JP", "サインアウトしています", "もう一度試す")]
    public Task Form_whose_session_ended_before_it_is_sent_stays_and_is_sent_after_signing_in_elsewhere(
        string locale,
        string heading,
        string again
    ) =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site, locale);
            await mark.AddAsync(
                $"""<form method="post" action="{Target}"><textarea name="note" aria-label="Note"></textarea><button>Save</button></form>"""
            );
            var sent = await mark.CatchAsync(Target);
            var note = mark.Page.Locator("textarea[name=note]");
            await note.FillAsync("a long story");
            await mark.Context.ClearCookiesAsync();

            await mark.PressAsync("Save");
            await mark.ExpectDialogAsync(heading);
            // Still signed out: the same again, however often, and nothing is sent.
            for (var attempt = 0; attempt < 4; attempt++)
            {
                var asked = mark.Page.WaitForResponseAsync("**/two-factor/check?*");
                await mark.PressInFlowAsync(again);
                await asked;
                await mark.ExpectDialogAsync(heading);
            }

            Assert.Empty(await mark.InspectAsync($"form-signed-out-{locale}"));
            await mark.Page.Keyboard.PressAsync("Escape");
            await mark.ExpectNoDialogAsync();
            await Expect(note).ToHaveValueAsync("a long story");
            await mark.PressAsync("Save");
            await mark.ExpectDialogAsync(heading);

            // The tab of the link asks for the sign-in.
            var tab = await mark.Context.RunAndWaitForPageAsync(() =>
                mark.Dialog().Locator("a.ptf-button").ClickAsync()
            );
            await tab.GotoAsync("/account/login");
            await tab.Locator("[name=Email]").FillAsync("mark@example.com");
            await tab.Locator("[name=Password]").FillAsync("Heatmap!2026");
            await tab.Keyboard.PressAsync("Enter");
            await Expect(tab.Locator("[name=Password]")).ToHaveCountAsync(0);
            Assert.Empty(sent);

            await mark.PressInFlowAsync(again);
            await mark.Code().FillAsync(await app.NextCodeAsync());
            await Expect(mark.Page.GetByText("It came.")).ToBeVisibleAsync();
            Assert.Equal("note=a+long+story", Assert.Single(sent));
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Form_with_nothing_typed_in_it_and_a_link_lead_to_the_sign_in_as_ever() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, _) = await DialogSteps.ReturningMemberAsync(site);
            await mark.AddAsync($"""<a href="{TwoFactorSteps.Heatmap}">The heatmap</a>""");
            await mark.Context.ClearCookiesAsync();

            await mark.FollowAsync("The heatmap");

            await Expect(mark.Page).ToHaveTitleAsync("Sign in · Heatmap");
        });
}
