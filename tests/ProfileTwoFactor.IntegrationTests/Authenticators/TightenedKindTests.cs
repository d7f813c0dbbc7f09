using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

/// <summary>A rule that no longer allows what a member has bound takes no second factor away: the password alone binds nothing.</summary>
public sealed class TightenedKindTests
{
    private static readonly string[] PasskeysOnly = ["passkey"];
    private static readonly string[] CodesOnly = ["totp"];
    private static readonly string[] Both = ["totp", "passkey"];

    private readonly RecordingCodeSender _mail = new();

    [Fact]
    public async Task Password_OfAMemberWithAnApp_BindsNoPasskey()
    {
        await using var engine = await StartAsync();
        await TightenedAsync(engine);
        var thief = await engine.Host.BrowserAsync("mark");

        var options = await thief.PostAsync(PasskeyCalls.Acme + "passkeys/options");
        var binding = await thief.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", options);
        AnswerAssert.Refused(401, "enrollment-proof-required", binding);
        Assert.Equal(["email", "pass", "authenticator"], Methods(options));
        Assert.Equal(["email", "pass", "authenticator"], Methods(binding));
        Assert.DoesNotContain("challenge", options.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("otpauth", binding.Body, StringComparison.Ordinal);
        Assert.Null((await engine.RecordAsync("mark"))!.Pending);
        AnswerAssert.Refused(401, "binding-required", await thief.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Password_OfTheOwner_BindsNothing_AndDisablesNothing()
    {
        await using var engine = await StartAsync();
        await TightenedAsync(engine);
        var thief = await engine.Host.BrowserAsync("olivia");

        AnswerAssert.Refused(
            401,
            "verification-required",
            await thief.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        AnswerAssert.Refused(
            401,
            "verification-required",
            await thief.ProfilePostAsync("acme", "disable")
        );
    }

    [Fact]
    public async Task Password_OfAMemberWithAPasskey_BindsNoApp()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mei.BindPasskeyAsync(key));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = CodesOnly }));
        var thief = await engine.Host.BrowserAsync("mei");

        var begun = await thief.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", begun);
        Assert.Equal(["email", "pass"], Methods(begun));
        Assert.DoesNotContain("otpauth", begun.Body, StringComparison.Ordinal);
        AnswerAssert.Refused(
            400,
            "invalid-proof",
            await thief.ProfilePostAsync("acme", "binding", new { proof = "123456" })
        );
        Assert.Equal(0, (await engine.RecordAsync("mei"))!.Failures);
    }

    [Fact]
    public async Task Password_OfAMemberWhosePasskeyWasDisabled_BindsNoApp()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mei.BindPasskeyAsync(key));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = CodesOnly }));
        await engine.ChangeAsync(
            "mei",
            record =>
                record with
                {
                    Active = new ActiveBinding
                    {
                        Authenticators =
                        [
                            record.Active!.Primary with
                            {
                                DisabledAt = engine.Clock.GetUtcNow(),
                            },
                        ],
                    },
                }
        );

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await mei.ProfilePostAsync("acme", "binding")
        );
    }

    [Fact]
    public async Task Browser_WhoseWindowTheRuleEnded_BindsAnAllowedOne()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await TightenedAsync(engine);
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Browser_WhoseWindowHasExpired_NeedsAProof()
    {
        await using var engine = await StartAsync(options =>
            options.WindowLifetime = TimeSpan.FromHours(1)
        );
        var (_, mark, _) = await TightenedAsync(engine);
        engine.Clock.Advance(TimeSpan.FromHours(1));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
    }

    [Fact]
    public async Task Browser_WhoseWindowTheOwnerEnded_NeedsAProof()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await TightenedAsync(engine);
        Assert.Equal(204, (await owner.ProfilePostAsync("acme", "windows/revoke")).StatusCode);

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
    }

    [Fact]
    public async Task Browser_WhoseWindowAnEarlierRuleEnded_NeedsAProof()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await TightenedAsync(engine);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = Both }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
    }

    [Fact]
    public async Task CodeOfTheOldApp_ProvesAPasskeyOnce_AndOpensNothing()
    {
        await using var engine = await StartAsync();
        var (_, _, app) = await TightenedAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");
        var code = app.Code();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Refused(403, "authenticator-not-allowed", await other.VerifyAsync(code));

        var options = await OptionsAsync(other, code);

        AnswerAssert.Ok(options);
        AnswerAssert.Refused(401, "binding-required", await other.GetAsync("/p/acme"));
        var third = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(400, "invalid-proof", await OptionsAsync(third, code));
        AnswerAssert.Ok(await other.SendNewAsync(key.Create(options.Body)));
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task CodesOfTheOldApp_ThatAreWrong_ShareTheOneBudget()
    {
        await using var engine = await StartAsync();
        var (_, _, app) = await TightenedAsync(engine);
        var thief = await engine.Host.BrowserAsync("mark");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            AnswerAssert.Refused(400, "invalid-proof", await OptionsAsync(thief, app.WrongCode()));
            Assert.Equal(attempt, (await engine.RecordAsync("mark"))!.Failures);
        }

        AnswerAssert.Refused(429, "locked-out", await OptionsAsync(thief, app.Code()));
        await thief.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(await OptionsAsync(thief, _mail.Code));
    }

    [Fact]
    public async Task CodeOfAnApp_WhereCodesCount_IsNoProof()
    {
        await using var engine = await StartAsync(options =>
            options.EnrollmentProof = EnrollmentProof.Required
        );
        var owner = await engine.Host.BrowserAsync("olivia");

        await owner.ProfilePostAsync("acme", "enrollment/email");
        var begun = await owner.ProfilePostAsync("acme", "binding", new { proof = "123456" });

        AnswerAssert.Refused(400, "invalid-proof", begun);
        Assert.Equal(0, (await engine.RecordAsync("olivia"))!.Failures);
    }

    [Fact]
    public async Task MailedCode_AndPass_ProveIt_WhereNoProofIsRequiredOtherwise()
    {
        await using var engine = await StartAsync();
        var (owner, _, _) = await TightenedAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");
        var third = await engine.Host.BrowserAsync("mark");

        Assert.Equal(202, (await other.ProfilePostAsync("acme", "enrollment/email")).StatusCode);
        AnswerAssert.Ok(await OptionsAsync(other, _mail.Code));
        var pass = await IssueAsync(owner, "mark");
        AnswerAssert.Ok(pass);
        AnswerAssert.Ok(await OptionsAsync(third, pass.Json.GetProperty("pass").GetString()!));
        // A member who has nothing bound needs none.
        AnswerAssert.Refused(409, "conflict", await IssueAsync(owner, "mei"));
    }

    [Fact]
    public async Task BackupCode_OfAMemberWithAnApp_LetsAPasskeyBeBound()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var codes = (await mark.ProfilePostAsync("acme", "backup-codes")).Json.GetProperty(
            "backupCodes"
        );
        await TightenAsync(owner);
        var other = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Ok(
            await other.ProfilePostAsync(
                "acme",
                "verify",
                new { backupCode = codes[0].GetString() }
            )
        );

        AnswerAssert.Refused(401, "binding-required", await other.GetAsync("/p/acme"));
        AnswerAssert.Ok(await other.BindPasskeyAsync(key));
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Passkey_AskedForBeforeAnythingWasBound_IsNotBoundAfterTheRule()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var thief = await engine.Host.BrowserAsync("mark");
        var options = await thief.CreateOptionsAsync();
        await engine.Host.BindAsync("mark");
        await TightenAsync(owner);
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await thief.SendNewAsync(key.Create(options))
        );
    }

    [Fact]
    public async Task Rule_ThatTheOwnersOwnProofDoesntMeet_IsRefused()
    {
        await using var engine = await StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        engine.Clock.NextStep();
        using var key = new FakePasskeyAuthenticator();

        var without = await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly });
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        AnswerAssert.Ok(await owner.VerifyAsync(app.Code()));
        var typed = await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly });

        AnswerAssert.Refused(409, "not-bound", without);
        AnswerAssert.Refused(409, "not-bound", typed);
        Assert.Contains("Bind a passkey", without.Body, StringComparison.Ordinal);
        Assert.Null(
            (await engine.Policies.FindAsync(TestEngine.Scope(), CancellationToken.None))!
                .Values
                ?.AllowedAuthenticators
        );
        AnswerAssert.Ok(await owner.VerifyPasskeyAsync(key));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
    }

    [Fact]
    public async Task Rule_ThatChangesNoKinds_IsTheOwnersWithABackupCodeToo()
    {
        await using var engine = await StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(
            await owner.SendNewAsync(key.Create(await owner.CreateOptionsAsync()), call: "enable")
        );
        var codes = (await owner.ProfilePostAsync("acme", "backup-codes")).Json.GetProperty(
            "backupCodes"
        );
        await engine.ChangeAsync(
            "olivia",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators =
                        [
                            record.Active.Primary with
                            {
                                DisabledAt = engine.Clock.GetUtcNow(),
                            },
                        ],
                    },
                }
        );
        AnswerAssert.Ok(
            await owner.ProfilePostAsync(
                "acme",
                "verify",
                new { backupCode = codes[0].GetString() }
            )
        );

        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Hello" }));
        AnswerAssert.Refused(
            409,
            "not-bound",
            await owner.PolicyAsync(new { allowedAuthenticators = CodesOnly })
        );
    }

    [Fact]
    public async Task Kinds_ThatTheAppHasNoMore_LockNoOneOut_AndLetNoOneInByAPassword()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        await WriteAsync(engine, values => values with { AllowedAuthenticators = PasskeysOnly });
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = new ActiveBinding
                    {
                        Authenticators =
                        [
                            record.Active!.Primary with
                            {
                                Kind = AuthenticatorKind.Passkey,
                                ProtectedSecret = null,
                            },
                        ],
                    },
                }
        );
        engine.Clock.Advance(TimeSpan.FromSeconds(40));
        var thief = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await thief.ProfilePostAsync("acme", "binding")
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = (string[]?)null }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        await WriteAsync(engine, values => values with { AllowedAuthenticators = PasskeysOnly });
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "binding"));
    }

    [Fact]
    public async Task Marks_OfAClockThatWasAhead_RefuseNoOneOnceItIsRight()
    {
        await using var engine = await StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        await TightenAsync(owner, bind: false);
        var right = engine.Clock.GetUtcNow();
        await WriteAsync(
            engine,
            values =>
                values with
                {
                    AllowedAuthenticators = null,
                    ActiveAfter = right.AddDays(10),
                    VerifiedAfter = right.AddDays(10),
                    CodesAfter = right.AddDays(10),
                    PasskeysAfter = right.AddDays(10),
                }
        );
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        AnswerAssert.Ok(await owner.VerifyAsync(app.Code()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Hello" }));

        var values = (
            await engine.Policies.FindAsync(TestEngine.Scope(), CancellationToken.None)
        )!.Values!;
        Assert.Equal((null, null), (values.ActiveAfter, values.VerifiedAfter));
        Assert.Equal((null, null), (values.CodesAfter, values.PasskeysAfter));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Rules_ChangedByAClockThatWasAhead_RefuseNoOneOnceItIsRight()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        var codes = (await owner.ProfilePostAsync("acme", "backup-codes")).Json.GetProperty(
            "backupCodes"
        );
        var (mark, marksApp) = await engine.Host.BindAsync("mark");
        engine.Clock.NextStep();
        var right = engine.Clock.GetUtcNow();
        engine.Clock.AdjustTime(right.AddDays(10));
        AnswerAssert.Ok(
            await owner.ProfilePostAsync(
                "acme",
                "verify",
                new { backupCode = codes[0].GetString() }
            )
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Hello", window = 1800 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        engine.Clock.AdjustTime(right.AddMinutes(5));

        AnswerAssert.Ok(await mark.VerifyAsync(marksApp.Code()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.VerifyAsync(app.Code()));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
    }

    [Fact]
    public async Task Marks_OfKinds_AreSetOnlyByARuleThatAllowsOneAgain()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await TightenedAsync(engine);

        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Hello" }));

        var values = (
            await engine.Policies.FindAsync(TestEngine.Scope(), CancellationToken.None)
        )!.Values!;
        Assert.Equal((null, null), (values.CodesAfter, values.PasskeysAfter));
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
    }

    private Task<TestEngine> StartAsync(Action<ProfileTwoFactorOptions>? options = null) =>
        PasskeyBed.StartAsync(
            options: options,
            services: services => services.AddSingleton<IEnrollmentCodeSender>(_mail)
        );

    /// <summary>Mark has an app, and only passkeys are allowed.</summary>
    private static async Task<(Browser Owner, Browser Mark, FakeAuthenticator App)> TightenedAsync(
        TestEngine engine
    )
    {
        var (owner, mark, app) = await engine.WithMarkAsync();
        await TightenAsync(owner);
        return (owner, mark, app);
    }

    private static async Task TightenAsync(Browser owner, bool bind = true)
    {
        if (bind)
        {
            using var key = new FakePasskeyAuthenticator();
            AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        }

        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
    }

    private static Task<Answer> OptionsAsync(Browser browser, string proof) =>
        browser.PostAsync(PasskeyCalls.Acme + "passkeys/options", new { proof });

    private static Task<Answer> IssueAsync(Browser owner, string user) =>
        owner.ProfilePostAsync(
            "acme",
            $"members/{TestDirectory.MemberId("acme", user)}/enrollment-pass"
        );

    private static string[] Methods(Answer answer) =>
        [
            .. answer
                .Json.GetProperty("methods")
                .EnumerateArray()
                .Select(method => method.GetString()!),
        ];

    private static Task WriteAsync(
        TestEngine engine,
        Func<ProfilePolicyValues, ProfilePolicyValues> change
    ) =>
        engine.ChangePolicyAsync(policy => policy with { Values = change(policy.Values ?? new()) });
}
