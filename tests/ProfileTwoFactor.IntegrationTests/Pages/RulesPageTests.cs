using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.IntegrationTests.Upstream.Support;
using ProfileTwoFactor.Stores;
using Browser = ProfileTwoFactor.IntegrationTests.Infrastructure.Browser;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The page of rules over the real engine: a form without script.</summary>
public sealed class RulesPageTests
{
    private const string Rules = "/two-factor/profiles/acme/rules";

    [Fact]
    public async Task Owner_ChangesRulesWithTheForm()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var page = await ReadAsync(owner, Rules);

        var saved = await SubmitAsync(
            owner,
            page,
            303,
            ("window", "3600"),
            ("enrollmentProof", "required"),
            ("message", "Ask <b>me</b>.\r\nhttps://evil.example")
        );

        Assert.Equal(Rules + "?saved=1", saved.Location);
        var after = await ReadAsync(owner, saved.Location!);
        Assert.NotNull(after.QuerySelector(".ptf-alert-done[role=status]"));
        var facts = after.QuerySelector("dl")!.TextContent;
        Assert.Contains("1 hour", facts, StringComparison.Ordinal);
        Assert.Contains("Required", facts, StringComparison.Ordinal);
        Assert.Equal("3600", Chosen(after, "window"));
        Assert.Equal("required", Chosen(after, "enrollmentProof"));
        Assert.Equal(
            "Ask <b>me</b>.\nhttps://evil.example",
            after.QuerySelector("textarea")!.TextContent
        );
        // Encoded, and no link was made of it.
        Assert.Empty(after.QuerySelectorAll("b, a[href*='evil.example']"));
        var policy = (await owner.StatusAsync()).Json.GetProperty("policy");
        Assert.Equal(
            ["window", "message", "enrollmentProof"],
            policy.GetProperty("setByOwner").EnumerateArray().Select(one => one.GetString())
        );
        // Back to the app's values.
        await SubmitAsync(
            owner,
            after,
            303,
            ("window", ""),
            ("enrollmentProof", ""),
            ("message", "")
        );
        policy = (await owner.StatusAsync()).Json.GetProperty("policy");
        Assert.Equal(0, policy.GetProperty("setByOwner").GetArrayLength());
    }

    [Fact]
    public async Task Member_SeesTheValuesThatCountAndNoForm()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await owner.PolicyAsync(new { window = 7200, message = "Hello" });
        var (mark, _) = await host.BindAsync("mark");

        var page = await ReadAsync(mark, Rules);

        var text = page.QuerySelector("dl")!.TextContent;
        Assert.Contains("2 hours", text, StringComparison.Ordinal);
        Assert.Contains("30 days", text, StringComparison.Ordinal);
        Assert.Contains("Hello", text, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form"));
        var manage = await ReadAsync(mark, PagesHost.Manage);
        Assert.NotNull(manage.QuerySelector($"a[href^='{Rules}']"));
    }

    [Fact]
    public async Task Member_WhoSendsTheForm_IsRefused()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        // The Owner's form, with the member's own token.
        var page = await ReadAsync(owner, Rules);
        var token = (await ReadAsync(mark, PagesHost.Manage + "?confirm=codes")).QuerySelector(
            "input[name=__RequestVerificationToken]"
        )!;
        page.QuerySelector("input[name=__RequestVerificationToken]")!
            .SetAttribute("value", token.GetAttribute("value"));

        await SubmitAsync(mark, page, 403, ("window", "3600"));

        Assert.Null((await PolicyAsync(host)).Values);
    }

    /// <summary>The code comes before the form, so that nothing that was written is lost.</summary>
    [Fact]
    public async Task Owner_WithAnOldCode_EntersOneBeforeTheForm()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var page = await ReadAsync(owner, Rules);

        Assert.Null(page.QuerySelector("form"));
        Assert.Equal(
            PagesHost.Verify + "?fresh=1&returnUrl=" + Uri.EscapeDataString(Rules),
            page.QuerySelector("a.ptf-button")!.GetAttribute("href")
        );
    }

    [Fact]
    public async Task Code_ThatGetsTooOldWhileWriting_LosesNothing()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.EnableAsync();
        var page = await ReadAsync(owner, Rules);
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var late = await SubmitAsync(
            owner,
            page,
            401,
            ("window", "3600"),
            ("message", "A long text")
        );

        var again = Parse(late.Body);
        Assert.NotNull(again.QuerySelector("[role=alert]"));
        Assert.NotNull(again.QuerySelector("a[target=_blank][href*='verify?fresh=1']"));
        Assert.Equal("3600", Chosen(again, "window"));
        Assert.Equal("A long text", again.QuerySelector("textarea")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await owner.VerifyAsync(app.Code())).Status);
        await SubmitAsync(owner, again, 303, ("window", "3600"), ("message", "A long text"));
        Assert.Equal(TimeSpan.FromHours(1), (await PolicyAsync(host)).Values!.WindowLifetime);
    }

    [Theory]
    [InlineData("window", "1", "Choose a time from 1 minute to 1 day.")]
    [InlineData("window", "3600.5", "can't be chosen")]
    [InlineData("window", "abc", "Choose one from the list.")]
    [InlineData("absoluteLifetime", "99999999", "Choose a time from 1 minute to 30 days.")]
    [InlineData("message", "a\u0007b", "characters that can't be shown")]
    public async Task Mistake_IsSaidAtItsFieldAndWhatWasWrittenStays(
        string name,
        string value,
        string problem
    )
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var page = await ReadAsync(owner, Rules);

        var answer = await SubmitAsync(
            owner,
            page,
            400,
            [
                .. new[] { ("sensitiveActionMaxAge", "120"), ("message", "Kept") }.Where(field =>
                    field.Item1 != name
                ),
                (name, value),
            ]
        );

        var shown = Parse(answer.Body);
        var field = shown.GetElementById(name)!;
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        var described = field.GetAttribute("aria-describedby")!.Split(' ');
        Assert.All(described, id => Assert.NotNull(shown.GetElementById(id)));
        Assert.Contains(
            problem,
            shown.GetElementById(described[0])!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(shown.QuerySelector("[role=alert]"));
        Assert.Equal("120", Chosen(shown, "sensitiveActionMaxAge"));
        Assert.Null((await PolicyAsync(host)).Values);
    }

    [Fact]
    public async Task Message_OfTheGreatestLengthWithLineBreaks_IsTaken()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var page = await ReadAsync(owner, Rules);
        // As a browser sends 500 characters of which each second one is a line break.
        var text = string.Concat(Enumerable.Repeat("a\r\n", 249)) + "ab";

        await SubmitAsync(owner, page, 303, ("message", text));
        var longer = await SubmitAsync(
            owner,
            await ReadAsync(owner, Rules),
            400,
            ("message", text + "cc\r\ndd")
        );

        Assert.Equal(500, (await PolicyAsync(host)).Values!.Message!.Length);
        Assert.Contains("The maximum is 500", longer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfAnOldTab_UndoesNothing()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var old = await ReadAsync(owner, Rules);
        await SubmitAsync(owner, await ReadAsync(owner, Rules), 303, ("window", "3600"));

        var late = await SubmitAsync(owner, old, 409, ("message", "late"));

        var shown = Parse(late.Body);
        Assert.Contains(
            "another window",
            shown.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("3600", Chosen(shown, "window"));
        Assert.Equal(TimeSpan.FromHours(1), (await PolicyAsync(host)).Values!.WindowLifetime);
        await SubmitAsync(owner, shown, 303, ("window", "3600"), ("message", "now"));
    }

    [Fact]
    public async Task Rules_OfAProfileThatIsOff_CanOnlyBeRead()
    {
        await using var host = await StartAsync();
        var owner = await host.BrowserAsync("olivia");

        var page = await ReadAsync(owner, Rules);

        Assert.Null(page.QuerySelector("form"));
        Assert.NotNull(page.QuerySelector("dl"));
    }

    [Fact]
    public async Task Message_IsWhereMembersBindAndVerify()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await owner.PolicyAsync(new { message = "Ask <i>Olivia</i>." });
        var mark = await host.BrowserAsync("mark");

        var bind = await ReadAsync(mark, PagesHost.Bind);
        await mark.BindAsync();
        var verify = await ReadAsync(await host.BrowserAsync("olivia"), PagesHost.Verify);

        foreach (var page in new[] { bind, verify })
        {
            var message = page.QuerySelector(".ptf-message")!;
            Assert.Contains("Ask <i>Olivia</i>.", message.TextContent, StringComparison.Ordinal);
            Assert.Contains("olivia@example.com", message.TextContent, StringComparison.Ordinal);
            Assert.Empty(message.QuerySelectorAll("i, a"));
        }
    }

    /// <summary>The Owner's choice is enough: the page offers passes where no option of the app requires them.</summary>
    [Fact]
    public async Task Passes_AreIssuedWhereTheOwnerRequiresAProof()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        Assert.Null(
            (await ReadAsync(owner, PagesHost.Manage)).QuerySelector("a[href*='confirm=pass']")
        );

        await owner.PolicyAsync(new { enrollmentProof = "required" });

        Assert.NotNull(
            (await ReadAsync(owner, PagesHost.Manage)).QuerySelector("a[href*='confirm=pass']")
        );
        Assert.Null(
            (await ReadAsync(await host.BrowserAsync("mark"), PagesHost.Bind)).QuerySelector(
                ".ptf-qr"
            )
        );
    }

    [Theory]
    [InlineData(
        "window: null -> \"3600\"",
        "Verification without activity: Standard of the site \u2192 1 hour"
    )]
    [InlineData(
        "enrollmentProof: \"none\" -> \"required\"",
        "Proof before the first binding: Not required \u2192 Required"
    )]
    [InlineData(
        "message: \"A -> \\\"B\\\"\\nC\" -> null",
        "Message to members: \u201cA -> \"B\" C\u201d \u2192 none"
    )]
    [InlineData(
        "allowedAuthenticators: null -> \"totp, passkey\"",
        "Allowed authenticators: Standard of the site \u2192 Authenticator app and Passkey"
    )]
    [InlineData("ruleOfALaterVersion: null -> \"1\"", "ruleOfALaterVersion: null -> \"1\"")]
    [InlineData("window: nonsense", "window: nonsense")]
    [InlineData("window: \"3600\" -> \"", "window: \"3600\" -> \"")]
    public async Task History_SaysChangesInWords(string line, string text)
    {
        await using var host = await StartAsync();
        using var scope = host.App.Services.CreateScope();
        var texts =
            scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<TwoFactorTexts>>();

        Assert.Equal([text], Internal.RuleChanges.Lines(texts, nameof(ProfilePolicyChanged), line));
        Assert.NotEqual([text], Internal.RuleChanges.Lines(texts, nameof(RemovedByOperator), line));
    }

    /// <summary>In an app with one kind of authenticators, or without messages, there is no field for the rule. What an Owner set earlier must outlive a save.</summary>
    [Fact]
    public async Task Save_RuleWithoutAField_KeepsTheRule()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(
            await owner.PolicyAsync(
                new { allowedAuthenticators = new[] { "totp" }, message = "Ask me." }
            )
        );
        var page = await ReadAsync(owner, Rules);
        Assert.Null(page.QuerySelector("[name=allowedAuthenticators]"));
        page.QuerySelector("[name=message]")!.Remove();

        await SubmitAsync(owner, page, 303, ("window", "3600"));

        var values = (await PolicyAsync(host)).Values!;
        Assert.Equal(["totp"], values.AllowedAuthenticators);
        Assert.Equal("Ask me.", values.Message);
        Assert.Equal(TimeSpan.FromHours(1), values.WindowLifetime);
    }

    /// <summary>A proof was required, and the app mails codes no more: the page for enabling leads to the rule, and it can be dropped there.</summary>
    [Fact]
    public async Task Owner_WithoutAWayToProve_DropsTheRule()
    {
        await using var host = await StartAsync(mail: false);
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Ask me." }));
        await RequireProofAsync(host);
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        var bind = await ReadAsync(owner, "/two-factor/profiles/acme/bind");
        Assert.Contains(
            bind.QuerySelectorAll("main a, section a"),
            link => link.GetAttribute("href")!.StartsWith(Rules, StringComparison.Ordinal)
        );
        var page = await ReadAsync(owner, Rules);
        Assert.Single(page.QuerySelectorAll("section form"));

        await SubmitAsync(owner, page, 303);

        var values = (await PolicyAsync(host)).Values!;
        Assert.Null(values.EnrollmentProof);
        Assert.Equal("Ask me.", values.Message);
        Assert.Empty((await ReadAsync(owner, Rules)).QuerySelectorAll("section form"));
        await owner.EnableAsync();
    }

    private static async Task RequireProofAsync(GateHost host)
    {
        var store = host.App.Services.GetRequiredService<IPolicyStore>();
        var policy = await PolicyAsync(host);
        Assert.Equal(
            StoreWriteStatus.Written,
            await store.WriteAsync(
                policy with
                {
                    Values = policy.Values! with { EnrollmentProof = EnrollmentProof.Required },
                },
                default
            )
        );
    }

    /// <summary>Rules of features that the app added: shown, chosen, and told in the history, and kept by a form that doesn't name them.</summary>
    [Theory]
    [InlineData("machineCallers", "allow-while-creator-bound")]
    [InlineData("machineCallers", "allow")]
    [InlineData("upstreamProof", "allow")]
    public async Task Owner_OfAnAppWithAddedRules_ChoosesThem(string rule, string value)
    {
        await using var host = await StartAsync(added: true);
        var (owner, _) = await host.EnableAsync();
        var page = await ReadAsync(owner, Rules);
        Assert.Equal("", Chosen(page, rule));

        var saved = await SubmitAsync(owner, page, 303, (rule, value));

        var after = await ReadAsync(owner, saved.Location!);
        Assert.Equal(value, Chosen(after, rule));
        var chosen = after.GetElementById(rule)!.QuerySelector("option[selected]")!.TextContent;
        Assert.Contains(chosen, after.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        after.GetElementById(rule)!.Remove();
        await SubmitAsync(owner, after, 303, ("message", "Hello"));
        Assert.Equal(
            value,
            (await owner.StatusAsync()).Json.GetProperty("policy").GetProperty(rule).GetString()
        );
    }

    [Fact]
    public async Task Owner_WhoSavesTheForm_KeepsAValueThatIsNoLongerOffered()
    {
        await using var host = await StartAsync(
            added: true,
            limits: limits => limits.MaxMachineCallers = MachineCallerAccess.AllowWhileCreatorBound
        );
        var (owner, _) = await host.EnableAsync();
        var store = host.App.Services.GetRequiredService<IPolicyStore>();
        await store.WriteAsync(
            await PolicyAsync(host) with
            {
                Values = new() { MachineCallers = MachineCallerAccess.Allow },
            },
            default
        );
        var page = await ReadAsync(owner, Rules);
        Assert.Equal("allow", Chosen(page, "machineCallers"));

        await SubmitAsync(owner, page, 303, ("message", "Hello"));

        var values = (await PolicyAsync(host)).Values!;
        Assert.Equal((MachineCallerAccess.Allow, "Hello"), (values.MachineCallers, values.Message));
    }

    [Fact]
    public async Task Page_OfAnAppWithoutAddedRules_DoesNotHaveThem()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        var page = await ReadAsync(owner, Rules);

        Assert.Null(page.GetElementById("machineCallers"));
        Assert.Null(page.GetElementById("upstreamProof"));
        Assert.DoesNotContain(
            "API",
            page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static Task<GateHost> StartAsync(
        bool mail = true,
        bool added = false,
        Action<ProfilePolicyLimits>? limits = null
    ) =>
        GateHost.StartAsync(
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapRazorPages();
            },
            services: services =>
            {
                new ProfileTwoFactorBuilder(services).AddDefaultPages();
                if (added)
                {
                    new ProfileTwoFactorBuilder(services).AddMachineCallers<TestMachineCallers>();
                }

                if (mail)
                {
                    services.AddSingleton<IEnrollmentCodeSender>(new RecordingCodeSender());
                }
            },
            options: options =>
            {
                if (added)
                {
                    TestUpstream.Trust(options);
                }

                limits?.Invoke(options.PolicyLimits);
            }
        );

    private static async Task<PolicyRecord> PolicyAsync(GateHost host) =>
        (
            await host
                .App.Services.GetRequiredService<IPolicyStore>()
                .FindAsync(TwoFactorScope.Profile("acme"), default)
        )!;

    private static string? Chosen(IHtmlDocument page, string name) =>
        ((IHtmlSelectElement)page.GetElementById(name)!).Value;

    private static async Task<IHtmlDocument> ReadAsync(Browser browser, string url)
    {
        var answer = await browser.NavigateAsync(url);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{url}: {answer.Status}");
        return Parse(answer.Body);
    }

    /// <summary>Sends the form as it stands, but for what the person changed.</summary>
    private static async Task<(string? Location, string Body)> SubmitAsync(
        Browser browser,
        IHtmlDocument page,
        int status,
        params (string Name, string Value)[] fields
    )
    {
        var form = page.QuerySelector("form[method=post]")!;
        var standing = form.QuerySelectorAll("input[type=hidden], select, textarea")
            .Select(field =>
                (
                    Name: field.GetAttribute("name")!,
                    Value: field is IHtmlSelectElement select
                        ? select.Value ?? ""
                        : field.GetAttribute("value") ?? field.TextContent
                )
            );
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"));
        request.Content = new FormUrlEncodedContent(
            standing
                .Where(field => fields.All(changed => changed.Name != field.Name))
                .Concat(fields)
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        var answer = await browser.SendAsync(request);
        Assert.True((int)answer.Status == status, $"{answer.Status}: {answer.Body}");
        return (answer.Response.Headers.Location?.OriginalString, answer.Body);
    }

    private static IHtmlDocument Parse(string body) => new HtmlParser().ParseDocument(body);
}
