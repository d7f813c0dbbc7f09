using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

public sealed class AccountAuthenticatorTests
{
    private const string Api = PasskeyCalls.Account;

    [Fact]
    public async Task AppThatIsAdded_SignsIn_AndLeavesSessionsAndBackupCodes()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, first, codes) = await host.EnableAsync("mei");
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(first.Code())).StatusCode);
        host.Clock.NextStep();

        var second = await browser.AddAsync(host.Clock, "Tablet", Api);

        Assert.Equal(
            ["Authenticator app", "Tablet"],
            (await browser.ListAsync(Api)).Select(NameOf)
        );
        Assert.Equal("mei", (await other.GetAsync("/open")).Body);
        host.Clock.NextStep();
        var third = await host.PasswordAsync("mei");
        Assert.Equal(204, (await third.AccountVerifyAsync(second.Code())).StatusCode);
        var fourth = await host.PasswordAsync("mei");
        Assert.Equal(204, (await fourth.AccountBackupCodeAsync(codes[0])).StatusCode);
        Assert.Contains(host.Events.All, happened => happened is AuthenticatorAdded);
    }

    [Fact]
    public async Task Removal_EndsOtherSessions_AndKeepsTheRest()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, first, codes) = await host.EnableAsync("mei");
        var second = await browser.AddAsync(host.Clock, "Tablet", Api);
        var list = await browser.ListAsync(Api);
        host.Clock.NextStep();
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(second.Code())).StatusCode);
        Assert.Equal("mei", (await other.GetAsync("/open")).Body);
        Assert.Equal(204, (await browser.AccountVerifyAsync(first.Code())).StatusCode);
        AnswerAssert.Refused(404, "not-found", await browser.RemoveAsync("unknown", Api));

        Assert.Equal(204, (await browser.RemoveAsync(IdOf(list[1]), Api)).StatusCode);

        Assert.Equal("mei", (await browser.GetAsync("/open")).Body);
        Assert.Equal("", (await other.GetAsync("/open")).Body);
        Assert.Single(await browser.ListAsync(Api));
        AnswerAssert.Refused(
            409,
            "last-authenticator",
            await browser.RemoveAsync(IdOf(list[0]), Api)
        );
        host.Clock.NextStep();
        var next = await host.PasswordAsync("mei");
        AnswerAssert.Refused(400, "invalid-code", await next.AccountVerifyAsync(second.Code()));
        Assert.Equal(204, (await next.AccountVerifyAsync(first.Code())).StatusCode);
        var last = await host.PasswordAsync("mei");
        Assert.Equal(204, (await last.AccountBackupCodeAsync(codes[0])).StatusCode);
        Assert.Contains(host.Events.All, happened => happened is AuthenticatorRemoved);
    }

    [Fact]
    public async Task RemovalOfTheOneThatIsInUse_AsksForAnother()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, first, _) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        host.Clock.NextStep();
        Assert.Equal(204, (await browser.AccountVerifyAsync(first.Code())).StatusCode);
        var list = await browser.ListAsync(Api);

        AnswerAssert.Ok(await browser.RemoveAsync(IdOf(list[0]), Api));

        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task CodesUsedBeforeARemoval_AreNotGoodAgainAfterIt()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, first, codes) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var list = await browser.ListAsync(Api);
        host.Clock.NextStep();
        var code = first.Code();
        Assert.Equal(204, (await browser.AccountVerifyAsync(code)).StatusCode);
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountBackupCodeAsync(codes[0])).StatusCode);

        AnswerAssert.Ok(await browser.RemoveAsync(IdOf(list[1]), Api));

        var next = await host.PasswordAsync("mei");
        AnswerAssert.Refused(400, "invalid-code", await next.AccountVerifyAsync(code));
        AnswerAssert.Refused(400, "invalid-code", await next.AccountBackupCodeAsync(codes[0]));
    }

    [Fact]
    public async Task Replacement_LeavesTheOtherApp()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, _) = await host.EnableAsync("mei");
        var second = await browser.AddAsync(host.Clock, "Tablet", Api);
        var list = await browser.ListAsync(Api);
        var begun = await browser.AccountPostAsync(
            "replace",
            new { authenticator = IdOf(list[0]) }
        );
        AnswerAssert.Ok(begun);
        var next = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, host.Clock);
        host.Clock.NextStep();

        var replaced = await browser.AccountPostAsync("enable", new { code = next.Code() });

        Assert.Equal(10, replaced.Json.GetProperty("backupCodes").GetArrayLength());
        Assert.Equal(
            ["Authenticator app", "Tablet"],
            (await browser.ListAsync(Api)).Select(NameOf)
        );
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(second.Code())).StatusCode);
    }

    [Fact]
    public async Task Calls_WithoutAProof_AreRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var none = await host.PasswordAsync("mark", System.Net.HttpStatusCode.OK);
        AnswerAssert.Refused(409, "not-enabled", await none.GetAsync(Api + "authenticators"));
        AnswerAssert.Refused(409, "not-enabled", await none.BeginAddingAsync(null, Api));
        var (browser, app, _) = await host.EnableAsync("mei");
        var id = IdOf((await browser.ListAsync(Api))[0]);
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await browser.BeginAddingAsync(null, Api)
        );
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await browser.RemoveAsync(id, Api)
        );
        AnswerAssert.Ok(await browser.RenameAsync(id, new { name = "Phone" }, Api));
        Assert.Equal("Phone", NameOf((await browser.ListAsync(Api))[0]));
        var anonymous = await host.BrowserAsync();
        AnswerAssert.Refused(
            401,
            "sign-in-required",
            await anonymous.GetAsync(Api + "authenticators")
        );
        Assert.Equal(204, (await browser.AccountVerifyAsync(app.Code())).StatusCode);
    }
}
