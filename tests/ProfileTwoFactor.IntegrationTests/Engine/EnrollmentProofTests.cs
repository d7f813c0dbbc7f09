using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>Where a first binding needs a proof, the password alone shows no secret and binds nothing.</summary>
public sealed class EnrollmentProofTests
{
    private readonly RecordingCodeSender _mail = new();

    [Fact]
    public async Task Binding_WithoutAProof_IsRefusedAndShowsNothing()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");

        var answer = await mark.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", answer);
        Assert.Equal(["email", "pass"], Methods(answer));
        Assert.DoesNotContain("otpauth", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("svg", answer.Body, StringComparison.Ordinal);
        Assert.Null((await engine.RecordAsync("mark"))?.Pending);
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Code_FromTheMail_LeadsToABinding()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");

        var asked = await mark.ProfilePostAsync("acme", "enrollment/email");
        var app = await BeginAsync(engine, mark, $" {_mail.Code[..4]} {_mail.Code[4..]} ");

        Assert.Equal((202, ""), (asked.StatusCode, asked.Body));
        Assert.Equal("no-store", asked.Header("Cache-Control"));
        Assert.Matches("^[0-9]{8}$", _mail.Code);
        Assert.Equal("mark@example.com", _mail.Messages[^1].Context.AccountName);
        AnswerAssert.Ok(await ConfirmAsync(mark, app));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Code_ThatWasUsed_IsRefusedInAnotherBrowser()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        await BeginAsync(engine, mark, _mail.Code);
        var other = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(other, _mail.Code));
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await other.ProfilePostAsync("acme", "binding")
        );
    }

    [Fact]
    public async Task Browser_ThatGaveAProof_BeginsAgainWithoutAnotherOne()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        await BeginAsync(engine, mark, _mail.Code);

        var again = await mark.BeginAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = await mark.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", late);
        AnswerAssert.Refused(409, "no-pending-binding", await ConfirmAsync(mark, again));
    }

    [Fact]
    public async Task Code_OfAnotherMember_IsRefused()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var (mark, mei) = (
            await engine.Host.BrowserAsync("mark"),
            await engine.Host.BrowserAsync("mei")
        );
        await mark.ProfilePostAsync("acme", "enrollment/email");

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mei, _mail.Code));
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(599, false)]
    public async Task Code_IsGoodForTenMinutes(int seconds, bool over)
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        engine.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await ProveAsync(mark, _mail.Code);

        Assert.Equal(over ? "invalid-proof" : null, answer.Code);
    }

    [Fact]
    public async Task Code_AfterFiveWrongOnes_IsRefused_AndANewOneIsNot()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        var code = _mail.Code;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, Wrong(code)));
        }

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, code));
        await mark.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(await ProveAsync(mark, _mail.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦٧٨")]
    [InlineData("no code at all, and far too long to be one, whatever else it is")]
    public async Task Text_ThatCantBeAProof_CostsNoAttempt(string text)
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        var before = (await engine.RecordAsync("mark"))!.Version;

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, text));

        Assert.Equal(before, (await engine.RecordAsync("mark"))!.Version);
    }

    [Fact]
    public async Task Code_AskedForAgain_EndsTheOneBefore()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        var first = _mail.Code;
        await mark.ProfilePostAsync("acme", "enrollment/email");

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, first));
        AnswerAssert.Ok(await ProveAsync(mark, _mail.Code));
    }

    [Fact]
    public async Task SixthCode_WithinAnHour_IsNotMailed()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        _mail.Messages.Clear();
        var mark = await engine.Host.BrowserAsync("mark");
        for (var mail = 0; mail < 5; mail++)
        {
            Assert.Equal(202, (await mark.ProfilePostAsync("acme", "enrollment/email")).StatusCode);
        }

        engine.Clock.Advance(TimeSpan.FromMinutes(59));
        var refused = await mark.ProfilePostAsync("acme", "enrollment/email");
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await mark.ProfilePostAsync("acme", "enrollment/email");

        AnswerAssert.Refused(429, "locked-out", refused);
        Assert.Equal("60", refused.Header("Retry-After"));
        Assert.Equal(202, later.StatusCode);
        Assert.Equal(6, _mail.Messages.Count);
    }

    [Fact]
    public async Task Pass_OfTheOwner_CountsOnceForItsMember()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);

        var issued = await IssueAsync(owner, "mark");
        var pass = issued.Json.GetProperty("pass").GetString()!;
        var before = await PassStateAsync(owner, "acme-mark");
        var mei = await engine.Host.BrowserAsync("mei");
        var mark = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mei, pass));
        var app = await BeginAsync(engine, mark, pass.ToLowerInvariant());
        AnswerAssert.Ok(await ConfirmAsync(mark, app));
        Assert.Equal(
            engine.Clock.GetUtcNow().AddHours(24),
            issued.Json.GetProperty("expiresAt").GetDateTimeOffset()
        );
        Assert.Equal(("issued", "used"), (before, await PassStateAsync(owner, "acme-mark")));
        AnswerAssert.Refused(409, "already-bound", await IssueAsync(owner, "mark"));
    }

    [Fact]
    public async Task Pass_UsedInManyBrowsersAtOnce_ShowsOneSecret()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        var browsers = new List<Browser>();
        for (var number = 0; number < 8; number++)
        {
            browsers.Add(await engine.Host.BrowserAsync("mark"));
        }

        var answers = await Task.WhenAll(browsers.Select(browser => ProveAsync(browser, pass)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Code == "invalid-proof"));
    }

    [Fact]
    public async Task Pass_AfterADay_OrAnotherPass_IsRefused()
    {
        await using var engine = await StartAsync(options =>
        {
            options.SensitiveActionMaxAge = TimeSpan.FromDays(3);
            options.WindowLifetime = TimeSpan.FromDays(3);
            options.WindowAbsoluteLifetime = TimeSpan.FromDays(3);
        });
        var owner = await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        var first = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        var second = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, first));
        engine.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("issued", await PassStateAsync(owner, "acme-mark"));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, second));
        Assert.Equal("expired", await PassStateAsync(owner, "acme-mark"));
    }

    [Fact]
    public async Task Pass_AfterAReset_IsRefused()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, pass));
        Assert.Null(await PassStateAsync(owner, "acme-mark"));
    }

    [Fact]
    public async Task Pass_OfAnEarlierEpoch_IsRefused()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await EnableAsync(engine);

        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, pass));
    }

    [Fact]
    public async Task Pass_OfAnEarlierOwner_IsRefused()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        var mark = await engine.Host.BrowserAsync("mark");

        engine.Host.Directory.TransferTo("acme", "mei");

        AnswerAssert.Refused(400, "invalid-proof", await ProveAsync(mark, pass));
    }

    [Fact]
    public async Task Token_WithoutASessionOfItsOwn_GivesAProofEachTime()
    {
        await using var engine = await StartAsync(options =>
            options.TokenAuthenticationSchemes.Add(
                CookieAuthenticationDefaults.AuthenticationScheme
            )
        );
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        var app = await BeginAsync(engine, mark, _mail.Code);
        var thief = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await thief.ProfilePostAsync("acme", "binding")
        );
        AnswerAssert.Ok(await ConfirmAsync(mark, app));
    }

    [Fact]
    public async Task Pass_OfARemovedMember_IsWorthNothing()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        var mark = await engine.Host.BrowserAsync("mark");

        engine.Host.Directory.RemoveMember("acme", "mark");

        AnswerAssert.Refused(403, "not-a-member", await ProveAsync(mark, pass));
    }

    [Fact]
    public async Task Member_WhoIsReset_NeedsAProofAgain()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(await ConfirmAsync(mark, await BeginAsync(engine, mark, _mail.Code)));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await mark.ProfilePostAsync("acme", "binding")
        );
    }

    [Fact]
    public async Task Replacement_OfABoundAuthenticator_NeedsNoProof()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);

        var app = await owner.BeginAsync(call: "replace");

        AnswerAssert.Ok(await ConfirmAsync(owner, app));
    }

    [Fact]
    public async Task Owner_EnablesWithAMailedCode_AndNotWithoutOne()
    {
        await using var engine = await StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");

        var refused = await owner.ProfilePostAsync("acme", "binding");
        await EnableAsync(engine);

        AnswerAssert.Refused(401, "enrollment-proof-required", refused);
        Assert.Equal(["email"], Methods(refused));
    }

    [Fact]
    public async Task Member_BeforeTheProfileIsOn_IsMailedNothing()
    {
        await using var engine = await StartAsync();
        var mark = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            403,
            "not-owner",
            await mark.ProfilePostAsync("acme", "enrollment/email")
        );
        Assert.Empty(_mail.Messages);
    }

    [Fact]
    public async Task Pass_IsIssuedToTheOwnerOnly_AndOnlyFresh()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var mei = await engine.Host.BrowserAsync("mei");
        var stale = await engine.Host.BrowserAsync("olivia");

        AnswerAssert.Refused(403, "not-owner", await IssueAsync(mei, "mark"));
        AnswerAssert.Refused(401, "verification-required", await IssueAsync(stale, "mark"));
        AnswerAssert.Refused(404, "not-found", await IssueAsync(owner, "nobody-of-acme"));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "fresh-verification-required", await IssueAsync(owner, "mark"));
    }

    [Fact]
    public async Task Mail_ThatCantBeStored_IsUnavailable_AndCanBeAskedForAgain()
    {
        await using var engine = await StartAsync();
        await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");

        // More often than mails are sent in an hour: what was not sent doesn't count.
        for (var time = 0; time < 7; time++)
        {
            _mail.Fails = true;
            AnswerAssert.Unavailable(await mark.ProfilePostAsync("acme", "enrollment/email"));
            // Until the circuit that the failures opened has closed.
            engine.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        _mail.Fails = false;
        Assert.Equal(202, (await mark.ProfilePostAsync("acme", "enrollment/email")).StatusCode);

        AnswerAssert.Ok(await ProveAsync(mark, _mail.Code));
    }

    [Fact]
    public async Task Site_WithoutMail_NamesThePassOnly()
    {
        await using var engine = await StartAsync(mails: false);
        await engine.Policies.WriteAsync(
            new PolicyRecord
            {
                Scope = TestEngine.Scope(),
                Enabled = true,
                Epoch = "epoch-1",
                ChangedAt = engine.Clock.GetUtcNow(),
                ChangedBy = "acme-olivia",
            },
            CancellationToken.None
        );
        var mark = await engine.Host.BrowserAsync("mark");

        var refused = await mark.ProfilePostAsync("acme", "binding");
        var mail = await mark.ProfilePostAsync("acme", "enrollment/email");

        Assert.Equal(["pass"], Methods(refused));
        AnswerAssert.Refused(409, "conflict", mail);
    }

    [Fact]
    public async Task Profile_ThatNeedsNoProof_IssuesNone_AndIgnoresOne()
    {
        await using var engine = await StartAsync(options =>
            options.EnrollmentProof = EnrollmentProof.None
        );
        var (owner, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            409,
            "conflict",
            await mark.ProfilePostAsync("acme", "enrollment/email")
        );
        AnswerAssert.Refused(409, "conflict", await IssueAsync(owner, "mark"));
        AnswerAssert.Ok(await ProveAsync(mark, "whatever"));
    }

    [Fact]
    public async Task Record_HoldsNeitherCodeNorPassInTheClear()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;

        var stored = Encoding.UTF8.GetString((await engine.RecordAsync("mark"))!.Enrollment!);

        Assert.DoesNotContain(_mail.Code, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(pass, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Hash", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_MovedToAnotherMember_IsUnavailable_AndShowsNothing()
    {
        await using var engine = await StartAsync();
        var owner = await EnableAsync(engine);
        var pass = (await IssueAsync(owner, "mark")).Json.GetProperty("pass").GetString()!;
        await IssueAsync(owner, "mei");
        var moved = (await engine.RecordAsync("mark"))!.Enrollment;
        await engine.ChangeAsync("mei", record => record with { Enrollment = moved });

        var mei = await engine.Host.BrowserAsync("mei");

        AnswerAssert.Unavailable(await ProveAsync(mei, pass));
    }

    private async Task<TestEngine> StartAsync(
        Action<ProfileTwoFactorOptions>? options = null,
        bool mails = true
    ) =>
        await TestEngine.StartAsync(
            package =>
            {
                package.EnrollmentProof = EnrollmentProof.Required;
                options?.Invoke(package);
            },
            services =>
            {
                if (mails)
                {
                    services.AddSingleton<IEnrollmentCodeSender>(_mail);
                }
            }
        );

    /// <summary>The Owner's browser, after a code from her mail.</summary>
    private async Task<Browser> EnableAsync(TestEngine engine)
    {
        var owner = await engine.Host.BrowserAsync("olivia");
        Assert.Equal(202, (await owner.ProfilePostAsync("acme", "enrollment/email")).StatusCode);
        var app = await BeginAsync(engine, owner, _mail.Code);
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
        return owner;
    }

    private static async Task<FakeAuthenticator> BeginAsync(
        TestEngine engine,
        Browser browser,
        string proof
    )
    {
        var answer = await ProveAsync(browser, proof);
        AnswerAssert.Ok(answer);
        return new FakeAuthenticator(answer.Json.GetProperty("secret").GetString()!, engine.Clock);
    }

    private static Task<Answer> ProveAsync(Browser browser, string proof) =>
        browser.ProfilePostAsync("acme", "binding", new { proof });

    private static Task<Answer> ConfirmAsync(Browser browser, FakeAuthenticator app) =>
        browser.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });

    private static Task<Answer> IssueAsync(Browser owner, string member) =>
        owner.ProfilePostAsync("acme", $"members/acme-{member}/enrollment-pass");

    private static async Task<string?> PassStateAsync(Browser owner, string member)
    {
        var members = (await owner.GetAsync("/two-factor/api/profiles/acme/members")).Json;
        return members
            .EnumerateArray()
            .Single(it => it.GetProperty("memberId").GetString() == member)
            .TryGetProperty("enrollmentPass", out var pass)
            ? pass.GetProperty("state").GetString()
            : null;
    }

    private static string[] Methods(Answer answer) =>
        [.. answer.Json.GetProperty("methods").EnumerateArray().Select(it => it.GetString()!)];

    private static string Wrong(string code) => code[..7] + (char)('0' + (code[7] - '0' + 1) % 10);
}
