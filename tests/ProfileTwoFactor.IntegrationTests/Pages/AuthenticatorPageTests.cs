using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using Browser = ProfileTwoFactor.IntegrationTests.Infrastructure.Browser;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The pages with a person's authenticators, with nothing but their forms.</summary>
public sealed class AuthenticatorPageTests
{
    private const string OfProfile = "/two-factor/profiles/acme/authenticators";
    private const string OfAccount = "/two-factor/account/authenticators";

    [Fact]
    public async Task Member_AddsRenamesAndRemoves_WithNothingButThePage()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, first) = await host.BindAsync("mark");

        await WalkAsync(host, mark, OfProfile);

        host.Clock.NextStep();
        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(first.Code())).Status);
        var manage = await ReadAsync(mark, PagesHost.Manage);
        Assert.Contains(
            manage.QuerySelectorAll("a"),
            link => link.GetAttribute("href") == OfProfile
        );
    }

    [Fact]
    public async Task Person_AddsRenamesAndRemoves_InTheAccount()
    {
        await using var host = await AccountHost.StartAsync(
            services: services => new ProfileTwoFactorBuilder(services).AddDefaultPages(),
            map: routes => routes.MapRazorPages()
        );
        var (browser, _, _) = await host.EnableAsync("mei");

        await WalkAsync(host.Host, browser, OfAccount);

        Assert.Contains(
            (await ReadAsync(browser, "/two-factor/account")).QuerySelectorAll("a"),
            link => link.GetAttribute("href")!.StartsWith(OfAccount, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task LastAuthenticator_StaysInTheList_AndThePageSaysWhy()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var link = LinkOf(await ReadAsync(mark, OfProfile), "remove");

        var answer = await mark.NavigateAsync(link);

        AssertLast(answer);

        static void AssertLast(Infrastructure.Answer answer)
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            var page = new HtmlParser().ParseDocument(answer.Body);
            Assert.Contains("last authenticator", page.QuerySelector("[role=alert]")!.TextContent);
            Assert.Single(page.QuerySelectorAll("tbody tr"));
            Assert.Null(FormOf(page, "remove"));
        }
    }

    [Fact]
    public async Task Removal_OfOneThatBecameTheLast_IsRefusedByTheAnswerToTheQuestion()
    {
        await using var host = await StartAsync(passkeys: true);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await mark.BindPasskeyAsync(key)).StatusCode);
        var rows = (await ReadAsync(mark, OfProfile)).QuerySelectorAll("tbody tr");
        var first = FormOf(await ReadAsync(mark, LinkOf(rows[0], "remove")), "remove");
        var second = FormOf(await ReadAsync(mark, LinkOf(rows[1], "remove")), "remove");
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(mark, first)).Status);

        var answer = await SubmitAsync(mark, second);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Single(new HtmlParser().ParseDocument(answer.Body).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Removal_WithAnOldProof_AsksForACodeFirst_AndComesBackToTheQuestion()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await WalkAsync(host, mark, OfProfile, removes: false);
        var link = LinkOf(
            (await ReadAsync(mark, OfProfile)).QuerySelectorAll("tbody tr")[1],
            "remove"
        );
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var asked = await mark.NavigateAsync(link);

        Assert.Equal(
            $"/two-factor/profiles/acme/verify?fresh=1&returnUrl={Uri.EscapeDataString(link)}",
            asked.Response.Headers.Location?.OriginalString
        );
    }

    [Fact]
    public async Task BadName_IsSaidWhereItWasTyped()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var page = await ReadAsync(mark, LinkOf(await ReadAsync(mark, OfProfile), "rename"));

        var answer = await SubmitAsync(mark, FormOf(page, "rename"), ("name", "a\u202eb"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        page = new HtmlParser().ParseDocument(answer.Body);
        Assert.Contains("64 characters", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.NotNull(FormOf(page, "rename"));
    }

    [Fact]
    public async Task Passkey_IsOfferedOnlyToMembersWhoHaveOneThatCounts()
    {
        const string Verify = "/two-factor/profiles/acme/verify";
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        var (mei, _) = await host.BindAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await mei.BindPasskeyAsync(key)).StatusCode);
        var others = await host.BrowserAsync("mark");
        var meis = await host.BrowserAsync("mei");

        Assert.Null((await ReadAsync(others, Verify)).QuerySelector("[data-ptf-passkey]"));
        Assert.NotNull((await ReadAsync(meis, Verify)).QuerySelector("[data-ptf-passkey=verify]"));
        Assert.False(You(await others.StatusAsync()).TryGetProperty("passkey", out _));
        Assert.True(You(await meis.StatusAsync()).GetProperty("passkey").GetBoolean());
        string[] codes = ["totp"];
        var rule = await owner.PolicyAsync(new { allowedAuthenticators = codes });
        Assert.Equal(200, rule.StatusCode);
        Assert.Null((await ReadAsync(meis, Verify)).QuerySelector("[data-ptf-passkey]"));

        static System.Text.Json.JsonElement You(Infrastructure.Answer status) =>
            status.Json.GetProperty("you");
    }

    [Fact]
    public async Task Replacement_IsOfferedOnlyToMembersWhoHaveAnAppThatCounts()
    {
        const string Question = PagesHost.Manage + "?confirm=replace";
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        var (mark, _) = await host.BindAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await mark.BindPasskeyAsync(key)).StatusCode);
        using var meisKey = new FakePasskeyAuthenticator();
        var mei = await host.BrowserAsync("mei");
        Assert.Equal(200, (await mei.BindPasskeyAsync(meisKey)).StatusCode);

        Assert.True(await OffersAsync(mark));
        Assert.False(await OffersAsync(mei));
        await TightenAsync(owner, "passkey");
        Assert.Equal(200, (await mark.VerifyPasskeyAsync(key)).StatusCode);
        Assert.False(await OffersAsync(mark));

        static async Task<bool> OffersAsync(Browser browser)
        {
            var manage = await ReadAsync(browser, PagesHost.Manage);
            var question = await ReadAsync(browser, Question);
            var asks = FormOf(question, "replace") is not null;
            Assert.Equal(asks, manage.QuerySelector("a[href*='confirm=replace']") is not null);
            return asks;
        }
    }

    [Fact]
    public async Task Replacement_BeforeAVerification_IsOfferedToAll_SoThatItTellsNoOneWhoHasAnApp()
    {
        await using var host = await StartAsync(passkeys: true);
        await host.EnableAsync();
        await host.BindAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var bound = await (await host.BrowserAsync("mei")).BindPasskeyAsync(key);
        Assert.Equal(200, bound.StatusCode);

        foreach (var name in new[] { "mark", "mei" })
        {
            var other = await host.BrowserAsync(name);
            var manage = await ReadAsync(other, PagesHost.Manage);
            var link = manage.QuerySelector("a[href*='confirm=replace']");
            Assert.NotNull(link);
            var answer = await other.NavigateAsync(link.GetAttribute("href")!);
            Assert.StartsWith(PagesHost.Verify + "?fresh=1", answer.Location);
        }
    }

    [Fact]
    public async Task Replacement_InAnAccountWithoutAnApp_IsNotOffered_AndItsAddressLeadsToTheList()
    {
        await using var host = await AccountHost.StartAsync(
            services: services =>
                new ProfileTwoFactorBuilder(services).AddDefaultPages().AddPasskeys(),
            map: routes => routes.MapRazorPages()
        );
        var (mark, _, _) = await host.EnableAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var mei = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var options = await mei.CreateOptionsAsync(PasskeyCalls.Account);
        var enabled = await mei.SendNewAsync(key.Create(options), PasskeyCalls.Account, "enable");
        Assert.Equal(200, enabled.StatusCode);

        Assert.NotNull(ButtonOf(await ReadAsync(mark, "/two-factor/account")));
        Assert.Null(ButtonOf(await ReadAsync(mei, "/two-factor/account")));
        var page = await mei.NavigateAsync("/two-factor/account/replace");
        Assert.Equal(OfAccount, page.Location);

        static IElement? ButtonOf(IParentNode page) =>
            page.QuerySelector("button[data-ptf-action=replace]");
    }

    [Theory]
    [InlineData("passkey")]
    [InlineData("totp")]
    public async Task BackupCode_OfAMemberWhoseKindsAreNoLongerAllowed_LeadsOnToBind_WithNothingButThePages(
        string allowed
    )
    {
        await using var host = await StartAsync(passkeys: true);
        var (owner, ownersApp) = await host.EnableAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        using var key = new FakePasskeyAuthenticator();
        var mark = await host.BrowserAsync("mark");
        if (allowed == "totp")
        {
            Assert.Equal(200, (await mark.BindPasskeyAsync(key)).StatusCode);
        }
        else
        {
            (mark, _) = await host.BindAsync("mark");
        }

        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var code = issued.Json.GetProperty("backupCodes")[0].GetString()!;
        host.Clock.NextStep();
        // The Owner keeps only the kind of the last verification.
        if (allowed == "totp")
        {
            Assert.Equal(200, (await owner.VerifyAsync(ownersApp.Code())).StatusCode);
        }

        await TightenAsync(owner, allowed);
        var other = await host.BrowserAsync("mark");
        var sent = await other.NavigateAsync(
            "/two-factor/profiles/acme/verify?returnUrl=%2Fp%2Facme"
        );
        var page = await ReadAsync(other, sent.Response.Headers.Location!.OriginalString);
        Assert.Null(page.QuerySelector("[data-ptf-passkey], .ptf-qr"));
        var wrong = await SubmitAsync(
            other,
            FormOf(page, "backup"),
            ("backupCode", "AAAA-AAAA-AAAA-AAAA")
        );
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        page = new HtmlParser().ParseDocument(wrong.Body);
        Assert.Contains("backup code", page.QuerySelector("[role=alert]")!.TextContent);

        var used = await SubmitAsync(other, FormOf(page, "backup"), ("backupCode", code));

        page = await ReadAsync(other, used.Response.Headers.Location!.OriginalString);
        Assert.Equal(allowed == "passkey", page.QuerySelector(".ptf-qr") is null);
        if (allowed == "passkey")
        {
            Assert.NotNull(page.QuerySelector("[data-ptf-passkey=bind]"));
            Assert.Contains("You can bind a passkey in this browser until", page.Body!.TextContent);
            var status = (await other.StatusAsync()).Json.GetProperty("you");
            Assert.Equal("binding-required", status.GetProperty("state").GetString());
            Assert.True(status.TryGetProperty("recoveringUntil", out _));
            Assert.Equal(401, (await other.GetAsync("/p/acme")).StatusCode);
            Assert.Equal(200, (await other.BindPasskeyAsync(key)).StatusCode);
            Assert.Equal(200, (await other.GetAsync("/p/acme")).StatusCode);
        }
    }

    [Fact]
    public async Task BackupCodes_AreNotOffered_WhereTheAppForbidsRecovery()
    {
        await using var host = await StartAsync(
            passkeys: true,
            options => options.AllowBackupCodeRecovery = false
        );
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await mark.ProfilePostAsync("acme", "backup-codes");
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        await TightenAsync(owner, "passkey");

        var page = await ReadAsync(await host.BrowserAsync("mark"), PagesHost.Bind);

        Assert.NotNull(FormOf(page, "prove"));
        Assert.Null(FormOf(page, "backup"));
    }

    [Fact]
    public async Task WrongCode_OfANewApp_IsAskedForAgain_AndAnOldProofForAFreshCode()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var begun = await SubmitAsync(mark, FormOf(await ReadAsync(mark, OfProfile), "add"));
        var page = new HtmlParser().ParseDocument(begun.Body);

        var wrong = await SubmitAsync(mark, FormOf(page, "confirm"), ("code", "000000"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        page = new HtmlParser().ParseDocument(wrong.Body);
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        Assert.NotNull(FormOf(page, "confirm"));
        page = await ReadAsync(mark, OfProfile);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(
            "/two-factor/profiles/acme/verify?fresh=1&returnUrl=%2Ftwo-factor%2Fprofiles%2Facme%2Fauthenticators",
            (await SubmitAsync(mark, FormOf(page, "add"))).Response.Headers.Location?.OriginalString
        );
    }

    [Fact]
    public async Task Pages_OfAProfileWithPasskeysOnly_AskForNoCode()
    {
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        var (mark, _) = await host.BindAsync("mark");
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var code = issued.Json.GetProperty("backupCodes")[0].GetString()!;
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await mark.BindPasskeyAsync(key)).StatusCode);
        Assert.Equal(
            200,
            (
                await owner.PolicyAsync(new { allowedAuthenticators = new[] { "passkey" } })
            ).StatusCode
        );
        var mei = await host.BrowserAsync("mei");

        var bind = await ReadAsync(mei, PagesHost.Bind);
        Assert.Contains("Only passkeys", bind.Body!.TextContent);
        Assert.Null(bind.QuerySelector("input[name=code]"));
        Assert.Null(bind.QuerySelector(".ptf-qr"));
        Assert.NotNull(bind.QuerySelector("[data-ptf-passkey=bind]"));
        var other = await host.BrowserAsync("mark");
        var verify = await ReadAsync(other, "/two-factor/profiles/acme/verify");
        Assert.Null(verify.QuerySelector("input[name=code]"));
        Assert.NotNull(verify.QuerySelector("[data-ptf-passkey=verify]"));

        // A backup code leads to the page that binds a passkey.
        var used = await SubmitAsync(other, FormOf(verify, "backup"), ("backupCode", code));
        var next = await other.NavigateAsync(used.Response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Found, next.Status);
        bind = await ReadAsync(other, next.Response.Headers.Location!.OriginalString);
        Assert.NotNull(bind.QuerySelector("[data-ptf-passkey=bind]"));
        var list = await ReadAsync(mark, OfProfile);
        Assert.Contains("Not allowed by the rules", list.QuerySelector("tbody tr")!.TextContent);
        Assert.Null(list.QuerySelector("form[action*='handler=add']"));
    }

    [Fact]
    public async Task Proof_WherePasskeysAreDemanded_IsAskedForBeforeThePasskey()
    {
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        Assert.Equal(
            200,
            (
                await owner.PolicyAsync(
                    new
                    {
                        allowedAuthenticators = new[] { "passkey" },
                        enrollmentProof = "required",
                    }
                )
            ).StatusCode
        );
        var pass = await owner.ProfilePostAsync(
            "acme",
            $"members/{TestDirectory.MemberId("acme", "mei")}/enrollment-pass"
        );
        var mei = await host.BrowserAsync("mei");
        var page = await ReadAsync(mei, PagesHost.Bind);
        Assert.Null(page.QuerySelector("[data-ptf-passkey=bind]"));

        var proven = await SubmitAsync(
            mei,
            FormOf(page, "prove"),
            ("proof", pass.Json.GetProperty("pass").GetString()!)
        );

        page = await ReadAsync(mei, proven.Response.Headers.Location!.OriginalString);
        Assert.NotNull(page.QuerySelector("[data-ptf-passkey=bind]"));
        Assert.Null(page.QuerySelector(".ptf-qr"));
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await mei.BindPasskeyAsync(key)).StatusCode);
        Assert.Equal(200, (await mei.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task OldApp_ThatTheRulesNoLongerAllow_ProvesTheMemberOnTheBindPage()
    {
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        var (_, app) = await host.BindAsync("mark");
        host.Clock.NextStep();
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        Assert.Equal(
            200,
            (
                await owner.PolicyAsync(new { allowedAuthenticators = new[] { "passkey" } })
            ).StatusCode
        );
        var other = await host.BrowserAsync("mark");
        var page = await ReadAsync(other, PagesHost.Bind);
        Assert.Contains("with a code of the app", page.Body!.TextContent);
        Assert.Null(page.QuerySelector("[data-ptf-passkey=bind]"));
        Assert.Null(page.QuerySelector(".ptf-qr"));
        var wrong = await SubmitAsync(other, FormOf(page, "prove"), ("proof", app.WrongCode()));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);

        var proven = await SubmitAsync(other, FormOf(page, "prove"), ("proof", app.Code()));

        page = await ReadAsync(other, proven.Response.Headers.Location!.OriginalString);
        Assert.NotNull(page.QuerySelector("[data-ptf-passkey=bind]"));
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await other.BindPasskeyAsync(key)).StatusCode);
        Assert.Equal(200, (await other.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Owner_IssuesAPass_ToAMemberWhoseAuthenticatorIsNoLongerAllowed()
    {
        await using var host = await StartAsync(passkeys: true);
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        using var ownersKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        Assert.Equal(
            200,
            (
                await owner.PolicyAsync(new { allowedAuthenticators = new[] { "passkey" } })
            ).StatusCode
        );

        var links = (await ReadAsync(owner, PagesHost.Manage))
            .QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href")!)
            .Where(link => link.Contains("confirm=pass", StringComparison.Ordinal))
            .ToArray();

        // Only for mark: members who have nothing bound need no pass.
        Assert.Contains(TestDirectory.MemberId("acme", "mark"), Assert.Single(links));
        var page = await ReadAsync(owner, links[0]);
        Assert.NotNull(page.QuerySelector("form[action*='handler=pass']"));
    }

    private static async Task TightenAsync(Browser owner, string allowed)
    {
        string[] kinds = [allowed];
        var rule = await owner.PolicyAsync(new { allowedAuthenticators = kinds });
        Assert.True(rule.StatusCode == 200, rule.Body);
    }

    private static async Task WalkAsync(
        GateHost host,
        Browser browser,
        string path,
        bool removes = true
    )
    {
        var page = await ReadAsync(browser, path);
        Assert.Equal("Authenticators", page.QuerySelector("h1")!.TextContent);
        var begun = await SubmitAsync(browser, FormOf(page, "add"), ("name", "Tablet <b>"));
        Assert.Equal(HttpStatusCode.OK, begun.Status);
        page = new HtmlParser().ParseDocument(begun.Body);
        Assert.NotNull(page.QuerySelector(".ptf-qr"));
        var app = FakeAuthenticator.FromUri(
            page.QuerySelector("a.ptf-open-app")!.GetAttribute("href")!,
            host.Clock
        );
        var confirmed = await SubmitAsync(browser, FormOf(page, "confirm"), ("code", app.Code()));
        Assert.Equal(path, confirmed.Response.Headers.Location?.OriginalString);

        page = await ReadAsync(browser, path);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Authenticator app", page.QuerySelectorAll("tbody tr")[0].TextContent);
        var added = page.QuerySelectorAll("tbody tr")[1];
        Assert.Contains("Tablet <b>", added.TextContent);
        Assert.NotNull(added.QuerySelector("a[aria-label='Remove: Tablet <b>']"));

        page = await ReadAsync(browser, LinkOf(added, "rename"));
        Assert.Equal("Tablet <b>", page.QuerySelector("#ptf-name")!.GetAttribute("value"));
        await SubmitAsync(browser, FormOf(page, "rename"), ("name", "Phone"));
        added = (await ReadAsync(browser, path)).QuerySelectorAll("tbody tr")[1];
        Assert.Contains("Phone", added.TextContent);
        page = await ReadAsync(browser, LinkOf(added, "remove"));
        Assert.Equal("Remove this authenticator?", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Phone", page.QuerySelector(".ptf-lead")!.TextContent);
        Assert.Equal(2, (await ReadAsync(browser, path)).QuerySelectorAll("tbody tr").Length);
        if (removes)
        {
            var removed = await SubmitAsync(browser, FormOf(page, "remove"));
            Assert.Equal(HttpStatusCode.SeeOther, removed.Status);
        }
    }

    private static string LinkOf(IParentNode part, string question) =>
        part.QuerySelector($"a[href*='{question}=']")!.GetAttribute("href")!;

    private static IElement FormOf(IParentNode part, string handler) =>
        part.QuerySelector($"form[action*='handler={handler}']")!;

    private static async Task<IHtmlDocument> ReadAsync(Browser browser, string url)
    {
        var answer = await browser.NavigateAsync(url);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{url}: {answer.Status}");
        return new HtmlParser().ParseDocument(answer.Body);
    }

    private static async Task<Infrastructure.Answer> SubmitAsync(
        Browser browser,
        IElement form,
        params (string Name, string Value)[] fields
    )
    {
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"));
        request.Content = new FormUrlEncodedContent(
            hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        return await browser.SendAsync(request);
    }

    private static Task<GateHost> StartAsync(
        bool passkeys = false,
        Action<ProfileTwoFactorOptions>? options = null
    ) =>
        GateHost.StartAsync(
            options: options,
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapRazorPages();
            },
            services: services =>
            {
                var builder = new ProfileTwoFactorBuilder(services).AddDefaultPages();
                if (passkeys)
                {
                    builder.AddPasskeys();
                    services.AddSingleton<IEnrollmentCodeSender, RecordingCodeSender>();
                }
            }
        );
}
