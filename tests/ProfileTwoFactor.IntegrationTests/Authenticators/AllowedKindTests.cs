using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

/// <summary>A profile whose Owner limits the kinds of authenticators.</summary>
public sealed class AllowedKindTests
{
    private static readonly string[] PasskeysOnly = ["passkey"];
    private static readonly string[] Both = ["totp", "passkey"];

    [Fact]
    public async Task Windows_ThatACodeOrABackupCodeOpened_EndWithTheRule_OnEveryNode()
    {
        var (here, there) = await PasskeyBed.TwoNodesAsync();
        await using var first = here;
        await using var second = there;
        var (owner, mark, app) = await here.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        var codes = (await mark.ProfilePostAsync("acme", "backup-codes"))
            .Json.GetProperty("backupCodes")
            .EnumerateArray()
            .Select(code => code.GetString()!)
            .ToArray();
        var byBackupCode = await here.Host.BrowserAsync("mark");
        AnswerAssert.Ok(
            await byBackupCode.ProfilePostAsync("acme", "verify", new { backupCode = codes[0] })
        );
        var elsewhere = await OnAsync(there, mark);
        var ownerElsewhere = await OnAsync(there, owner);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await byBackupCode.GetAsync("/p/acme"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "binding-required", await byBackupCode.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        here.Clock.Advance(TimeSpan.FromSeconds(5));
        there.Clock.Advance(TimeSpan.FromSeconds(5));
        AnswerAssert.Refused(401, "binding-required", await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await ownerElsewhere.GetAsync("/p/acme"));
        Assert.Equal("binding-required", PasskeyCalls.StateOf(await mark.StatusAsync()));
    }

    [Fact]
    public async Task Code_WhereOnlyPasskeysAreAllowed_IsRefusedByACodeOfItsOwn_AndNotCounted()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, app, key) = await TightenedAsync(engine);

        AnswerAssert.Refused(403, "authenticator-not-allowed", await mark.VerifyAsync(app.Code()));
        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await mark.VerifyAsync(app.WrongCode())
        );
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await mark.BeginAddingAsync("Another app")
        );
        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await mark.ProfilePostAsync("acme", "replace")
        );
        var list = await mark.ListAsync();
        Assert.Equal(
            ["not-allowed", "active"],
            list.Select(item => item.GetProperty("state").GetString()!)
        );
        AnswerAssert.Refused(409, "last-authenticator", await mark.RemoveAsync(IdOf(list[1])));
        AnswerAssert.Ok(await mark.RemoveAsync(IdOf(list[0])));
        key.Dispose();
    }

    [Fact]
    public async Task App_BegunBeforeTheRule_IsNotBoundAfterIt()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));

        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await mark.ProfilePostAsync("acme", "bind", new { code = app.Code() })
        );
        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await mark.ProfilePostAsync("acme", "binding")
        );
        using var first = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(first));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Member_WithoutAnAllowedAuthenticator_BindsOneWhereTheyWereVerified_AndKeepsTheOther()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(ownersKey));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
        using var key = new FakePasskeyAuthenticator();

        var members = await owner.GetAsync(PasskeyCalls.Acme + "members");
        Assert.Contains(
            members.Json.EnumerateArray(),
            member =>
                member
                    .GetProperty("accountName")
                    .GetString()!
                    .StartsWith("mark", StringComparison.Ordinal)
                && member.GetProperty("state").GetString() == "not-bound"
        );
        var elsewhere = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await elsewhere.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = Both }));
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        Assert.Equal(2, (await mark.ListAsync()).Length);
    }

    [Fact]
    public async Task Windows_ThatTheRuleEnded_StayEndedWhenItIsLifted()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = Both }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task BackupCode_WherePasskeysAreDemanded_LetsOneBeBoundForAnHour_AndNothingElse()
    {
        var sink = new RecordingSink();
        await using var engine = await PasskeyBed.StartAsync(services: services =>
        {
            services.AddSingleton(sink);
            services.AddProfileTwoFactor().AddAuditSink<RecordingSink>();
        });
        var (mark, codes, lost) = await RecoverableAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));

        var recovering = await other.ProfilePostAsync(
            "acme",
            "verify",
            new { backupCode = codes[0] }
        );

        AnswerAssert.Ok(recovering);
        Assert.Equal("binding-required", PasskeyCalls.StateOf(recovering));
        Assert.Equal(
            engine.Clock.GetUtcNow() + TimeSpan.FromHours(1),
            recovering.Json.GetProperty("you").GetProperty("recoveringUntil").GetDateTimeOffset()
        );
        Assert.Equal("binding-required", PasskeyCalls.StateOf(await other.StatusAsync()));
        AnswerAssert.Refused(401, "binding-required", await other.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await other.GetAsync(PasskeyCalls.Acme + "authenticators")
        );
        AnswerAssert.Refused(
            401,
            "verification-required",
            await other.ProfilePostAsync("acme", "backup-codes")
        );
        Assert.Contains(sink.All, happened => happened is RecoveryStarted { Remaining: 9 });

        using var found = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await other.BindPasskeyAsync(found));
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Contains(sink.All, happened => happened is AuthenticatorAdded);
        lost.Dispose();
    }

    [Fact]
    public async Task Recovery_AfterAnHour_IsOver()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, codes, lost) = await RecoverableAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(
            await other.ProfilePostAsync("acme", "verify", new { backupCode = codes[0] })
        );

        engine.Clock.Advance(TimeSpan.FromHours(1));

        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await other.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        lost.Dispose();
    }

    [Fact]
    public async Task Recovery_WhereTheAppForbidsIt_IsRefused_AndNoCodeIsUsed()
    {
        await using var engine = await PasskeyBed.StartAsync(options: options =>
            options.AllowBackupCodeRecovery = false
        );
        var (_, codes, lost) = await RecoverableAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await other.ProfilePostAsync("acme", "verify", new { backupCode = codes[0] })
        );
        Assert.Equal(10, (await engine.RecordAsync("mark"))!.Active!.BackupCodes!.Hashes.Count);
        lost.Dispose();
    }

    [Fact]
    public async Task Passkey_ThatWasDisabled_LeavesNoFirstBindingToAPassword()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, _, lost) = await RecoverableAsync(engine);
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators =
                        [
                            .. record.Active.Authenticators.Select(item =>
                                item.Passkey is null
                                    ? item
                                    : item with
                                    {
                                        DisabledAt = engine.Clock.GetUtcNow(),
                                    }
                            ),
                        ],
                    },
                }
        );
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        lost.Dispose();
    }

    /// <summary>Mark has an app and a passkey, and only the latter is allowed.</summary>
    private static async Task<(
        Browser Mark,
        FakeAuthenticator App,
        FakePasskeyAuthenticator Key
    )> TightenedAsync(TestEngine engine)
    {
        var (owner, mark, app) = await engine.WithMarkAsync();
        using var ownersKey = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(ownersKey));
        var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
        engine.Clock.NextStep();
        return (mark, app, key);
    }

    /// <summary>The same with ten backup codes.</summary>
    private static async Task<(
        Browser Mark,
        string[] Codes,
        FakePasskeyAuthenticator Key
    )> RecoverableAsync(TestEngine engine)
    {
        var (mark, _, key) = await TightenedAsync(engine);
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        AnswerAssert.Ok(issued);
        return (
            mark,
            [
                .. issued
                    .Json.GetProperty("backupCodes")
                    .EnumerateArray()
                    .Select(code => code.GetString()!),
            ],
            key
        );
    }

    private static async Task<Browser> OnAsync(GateHost host, Browser browser)
    {
        var other = await host.BrowserAsync();
        other.Cookies.Add(browser.Cookies.GetAllCookies());
        return other;
    }
}
