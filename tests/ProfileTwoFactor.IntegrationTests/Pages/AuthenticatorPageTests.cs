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
        var page = await ReadAsync(mark, OfProfile);

        var answer = await SubmitAsync(mark, FormOf(page, "remove"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        page = new HtmlParser().ParseDocument(answer.Body);
        Assert.Contains("last authenticator", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Single(page.QuerySelectorAll("tbody tr"));
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

    private static async Task WalkAsync(GateHost host, Browser browser, string path)
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
        Assert.Equal(
            "Remove: Tablet <b>",
            FormOf(added, "remove").QuerySelector("button")!.GetAttribute("aria-label")
        );

        await SubmitAsync(browser, FormOf(added, "rename"), ("name", "Phone"));
        added = (await ReadAsync(browser, path)).QuerySelectorAll("tbody tr")[1];
        Assert.Contains("Phone", added.TextContent);
        var removed = await SubmitAsync(browser, FormOf(added, "remove"));
        Assert.Equal(HttpStatusCode.SeeOther, removed.Status);
    }

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

    private static Task<GateHost> StartAsync(bool passkeys = false) =>
        GateHost.StartAsync(
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
