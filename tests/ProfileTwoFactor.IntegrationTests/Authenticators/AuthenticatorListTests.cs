using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

public sealed class AuthenticatorListTests
{
    [Fact]
    public async Task List_OfAMember_HasWhatTheContractNames()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var boundAt = engine.Clock.GetUtcNow();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));

        var list = await mark.ListAsync();

        Assert.Equal(2, list.Length);
        Assert.Equal("totp", list[0].GetProperty("kind").GetString());
        Assert.Equal("Authenticator app", NameOf(list[0]));
        Assert.Equal(boundAt, list[0].GetProperty("lastUsedAt").GetDateTimeOffset());
        Assert.True(list[0].GetProperty("boundAt").GetDateTimeOffset() < boundAt);
        Assert.False(list[0].GetProperty("current").GetBoolean());
        Assert.Equal("passkey", list[1].GetProperty("kind").GetString());
        Assert.Equal("Key", NameOf(list[1]));
        Assert.Equal(JsonValueKind.Null, list[1].GetProperty("lastUsedAt").ValueKind);
        Assert.True(list[1].GetProperty("current").GetBoolean());
        Assert.All(list, item => Assert.Equal("active", item.GetProperty("state").GetString()));
        Assert.DoesNotContain(
            "secret",
            (await mark.GetAsync(PasskeyCalls.Acme + "authenticators")).Body
        );
    }

    [Fact]
    public async Task List_WithoutAWindow_IsRefused()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");
        const string path = PasskeyCalls.Acme + "authenticators";

        AnswerAssert.Refused(401, "verification-required", await other.GetAsync(path));
        AnswerAssert.Refused(409, "not-bound", await mei.GetAsync(path));
        AnswerAssert.Ok(await mark.GetAsync(path));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Refused(409, "not-enabled", await mark.GetAsync(path));
    }

    [Fact]
    public async Task App_ThatIsAdded_WorksBesideTheFirst_AndKeepsBackupCodesAndOtherBrowsers()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.VerifyAsync(first.Code()));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        var other = await engine.Host.BrowserAsync("mark");
        engine.Clock.NextStep();
        AnswerAssert.Ok(await other.VerifyAsync(first.Code()));

        var second = await mark.AddAsync(engine.Clock, "  Work phone ");

        Assert.Equal(["Authenticator app", "Work phone"], (await mark.ListAsync()).Select(NameOf));
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        var third = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await third.VerifyAsync(second.Code()));
        AnswerAssert.Ok(await third.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await third.VerifyAsync(first.Code()));
        var status = await third.StatusAsync();
        Assert.Equal(10, status.Json.GetProperty("you").GetProperty("backupCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Adding_NeedsAFreshWindow_AtTheBeginningAndAWindowAtTheEnd()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Refused(401, "verification-required", await other.BeginAddingAsync());
        AnswerAssert.Refused(409, "not-bound", await mei.BeginAddingAsync());
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(401, "fresh-verification-required", await mark.BeginAddingAsync());
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        var begun = await mark.BeginAddingAsync();
        AnswerAssert.Ok(begun);
        var added = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        AnswerAssert.Ok(
            await mark.EndAsync((await mark.WindowsAsync())[0].GetProperty("id").GetString())
        );

        AnswerAssert.Refused(
            401,
            "verification-required",
            await mark.ProfilePostAsync("acme", "bind", new { code = added.Code() })
        );
        Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
    }

    [Fact]
    public async Task Adding_WithoutAdd_StaysAlreadyBound()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();

        AnswerAssert.Refused(409, "already-bound", await mark.ProfilePostAsync("acme", "binding"));
        AnswerAssert.Refused(
            409,
            "already-bound",
            await mark.ProfilePostAsync("acme", "binding", new { name = "Phone" })
        );
        AnswerAssert.Refused(
            400,
            "invalid-request",
            await mark.ProfilePostAsync("acme", "binding", new { add = "yes" })
        );
    }

    [Fact]
    public async Task FirstApp_CanHaveAName()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var begun = await mark.ProfilePostAsync("acme", "binding", new { name = "Phone" });
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );

        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "bind", new { code = app.Code() }));

        Assert.Equal("Phone", NameOf(Assert.Single(await mark.ListAsync())));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200fb")]
    [InlineData("a\ue000b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Name_ThatIsNoLineOfPlainText_IsRefused(string name)
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var id = IdOf((await mark.ListAsync())[0]);

        foreach (
            var answer in new[]
            {
                await mark.RenameAsync(id, new { name }),
                await mark.BeginAddingAsync(name),
            }
        )
        {
            AnswerAssert.Refused(400, "invalid-request", answer);
            Assert.Contains("name", answer.Json.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Name_Changes_AndMayBeTakenAway()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var id = IdOf((await mark.ListAsync())[0]);
        const string family = "\ud83d\udc68\u200d\ud83d\udc69 <b>";

        Assert.Equal(204, (await mark.RenameAsync(id, new { name = family })).StatusCode);
        Assert.Equal(family, NameOf((await mark.ListAsync())[0]));
        AnswerAssert.Ok(await mark.RenameAsync(id, new { name = "" }));
        Assert.Equal("Authenticator app", NameOf((await mark.ListAsync())[0]));
        AnswerAssert.Refused(404, "not-found", await mark.RenameAsync("other", new { name = "x" }));
        AnswerAssert.Refused(400, "invalid-request", await mark.RenameAsync(id, new { }));
        AnswerAssert.Refused(400, "invalid-request", await mark.RenameAsync(id, new { name = 1 }));
    }

    [Fact]
    public async Task Removal_LeavesTheOthers_AndRefusesTheLastAndTheUnknown()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        var firstId = IdOf((await mark.ListAsync())[0]);
        AnswerAssert.Refused(409, "last-authenticator", await mark.RemoveAsync(firstId));
        AnswerAssert.Refused(404, "not-found", await mark.RemoveAsync("unknown"));
        var second = await mark.AddAsync(engine.Clock, "Second");

        var removed = await mark.RemoveAsync(firstId);

        Assert.Equal(204, removed.StatusCode);
        Assert.Equal("Second", NameOf(Assert.Single(await mark.ListAsync())));
        AnswerAssert.Refused(404, "not-found", await mark.RemoveAsync(firstId));
        engine.Clock.NextStep();
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(first.Code()));
        AnswerAssert.Ok(await mark.VerifyAsync(second.Code()));
        AnswerAssert.Refused(
            409,
            "last-authenticator",
            await mark.RemoveAsync(IdOf((await mark.ListAsync())[0]))
        );
    }

    [Fact]
    public async Task Removal_NeedsAFreshWindow_AndTheMembersOwnId()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        await mark.AddAsync(engine.Clock);
        var id = IdOf((await mark.ListAsync())[0]);

        AnswerAssert.Refused(404, "not-found", await owner.RemoveAsync(id));
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(401, "fresh-verification-required", await mark.RemoveAsync(id));
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(401, "verification-required", await other.RemoveAsync(id));
        Assert.Equal(2, (await engine.RecordAsync("mark"))!.Active!.Authenticators.Count);
    }

    [Fact]
    public async Task Removal_VoidsWhatWasBegun()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        await mark.AddAsync(engine.Clock, "Second");
        var begun = await mark.BeginAddingAsync("Third");
        var third = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );

        AnswerAssert.Ok(await mark.RemoveAsync(IdOf((await mark.ListAsync())[0])));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await mark.ProfilePostAsync("acme", "bind", new { code = third.Code() })
        );
    }

    [Fact]
    public async Task Apps_BeyondFive_AreRefused_AlsoWhenTheyWereBegunBefore()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        for (var i = 0; i < 3; i++)
        {
            await mark.AddAsync(engine.Clock);
        }

        var begun = await mark.BeginAddingAsync();
        var late = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        // Another node adds one in the meantime.
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators =
                        [
                            .. record.Active.Authenticators,
                            record.Active.Primary with
                            {
                                Id = "fifth",
                            },
                        ],
                    },
                }
        );

        AnswerAssert.Refused(
            409,
            "too-many-authenticators",
            await mark.ProfilePostAsync("acme", "bind", new { code = late.Code() })
        );
        AnswerAssert.Refused(409, "too-many-authenticators", await mark.BeginAddingAsync());
        Assert.Equal(
            [
                "Authenticator app",
                "Authenticator app 2",
                "Authenticator app 3",
                "Authenticator app 4",
                "Authenticator app 5",
            ],
            (await mark.ListAsync()).Select(NameOf)
        );
    }

    [Fact]
    public async Task Replacement_OfOneOfTwo_LeavesTheOther_AndEndsTheBackupCodes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        var second = await mark.AddAsync(engine.Clock, "Second");
        var list = await mark.ListAsync();
        AnswerAssert.Refused(
            404,
            "not-found",
            await mark.ProfilePostAsync("acme", "replace", new { authenticator = "unknown" })
        );

        var begun = await mark.ProfilePostAsync(
            "acme",
            "replace",
            new { authenticator = IdOf(list[1]) }
        );
        AnswerAssert.Ok(begun);
        var next = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "bind", new { code = next.Code() }));

        var after = await mark.ListAsync();
        Assert.Equal(["Authenticator app", "Second"], after.Select(NameOf));
        Assert.Equal(IdOf(list[0]), IdOf(after[0]));
        Assert.NotEqual(IdOf(list[1]), IdOf(after[1]));
        Assert.Null((await engine.RecordAsync("mark"))!.Active!.BackupCodes);
        engine.Clock.NextStep();
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(second.Code()));
        AnswerAssert.Ok(await mark.VerifyAsync(first.Code()));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(next.Code()));
    }
}
