using System.Text.Json.Nodes;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>Situations in which calls about an account are refused; each has a host of its own.</summary>
internal static class AccountRefusals
{
    private const string Account = RefusalBed.Account;

    public static async Task OffThenOnAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var mark = await bed.BrowserAsync("mark");
        var adding = new JsonObject { ["add"] = true };
        await bed.CallAsync(mark, $"POST {Account}/enable");
        await bed.CallAllAsync(mark, Account);
        await bed.CallAsync(mark, $"POST {Account}/binding", adding);
        var app = await bed.EnableAccountAsync(mark);
        await bed.CallAllAsync(await bed.PasswordAsync("mark"), "");
        await bed.CallAsync(
            mark,
            $"DELETE {Account}/authenticators/{{authenticatorId}}",
            item: AuthenticatorCalls.IdOf((await mark.ListAsync(PasskeyCalls.Account))[0])
        );
        await bed.CallAsync(
            mark,
            $"POST {Account}/replace",
            new JsonObject { ["authenticator"] = "unknown" }
        );
        bed.Engine.Clock.Advance(TimeSpan.FromMinutes(11));
        await bed.CallAllAsync(mark, Account);
        await bed.CallAsync(mark, $"POST {Account}/binding", adding);
        bed.Engine.Clock.Advance(TimeSpan.FromHours(25));
        await bed.CallAllAsync(mark, Account);
        await bed.CallAsync(mark, $"POST {Account}/binding", adding);
        AnswerAssert.Ok(await mark.AccountVerifyAsync(app.CurrentCode()));
        await bed.CallAllAsync(mark, Account);
    }

    public static async Task LockedAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var mark = await bed.BrowserAsync("mark");
        var mei = await bed.BrowserAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        using var second = new FakePasskeyAuthenticator();
        await bed.EnableAccountAsync(mark);
        await mark.BindPasskeyAsync(key, PasskeyCalls.Account);
        await bed.CallAsync(mark, $"POST {Account}/binding", new JsonObject { ["add"] = true });
        var created = second.Create(await mark.CreateOptionsAsync(PasskeyCalls.Account));
        await mei.AccountPostAsync("binding");
        foreach (var failures in new[] { 5, 100 })
        {
            foreach (var (user, browser) in new[] { ("mark", mark), ("mei", mei) })
            {
                await bed.ChangeAccountAsync(
                    user,
                    record => RefusalRecords.Locked(bed, record, failures)
                );
                await bed.CallAsync(
                    browser,
                    $"POST {Account}/passkeys",
                    RefusalBed.CredentialOf(created)
                );
                foreach (
                    var call in new[]
                    {
                        "binding",
                        "enable",
                        "verify",
                        "passkeys/options",
                        "passkeys/assertion-options",
                    }
                )
                {
                    await bed.CallAsync(browser, $"POST {Account}/{call}");
                }
            }
        }
    }

    public static async Task ManyAuthenticatorsAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var mark = await bed.BrowserAsync("mark");
        var adding = new JsonObject { ["add"] = true };
        using var key = new FakePasskeyAuthenticator();
        await bed.EnableAccountAsync(mark);
        var begun = await bed.CallAsync(mark, $"POST {Account}/binding", adding);
        var created = key.Create(await mark.CreateOptionsAsync(PasskeyCalls.Account));
        await bed.ChangeAccountAsync("mark", RefusalRecords.Full);
        await bed.CallAsync(
            mark,
            $"POST {Account}/enable",
            new JsonObject
            {
                ["code"] = new FakeAuthenticator(
                    begun.Json.GetProperty("secret").GetString()!,
                    bed.Engine.Clock
                ).CurrentCode(),
            }
        );
        await bed.CallAsync(mark, $"POST {Account}/passkeys", RefusalBed.CredentialOf(created));
        await bed.CallAsync(mark, $"POST {Account}/binding", adding);
        await bed.CallAsync(mark, $"POST {Account}/passkeys/options");
    }

    public static async Task PasskeyAloneAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var mark = await bed.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(
            await mark.SendNewAsync(
                key.Create(await mark.CreateOptionsAsync(PasskeyCalls.Account)),
                PasskeyCalls.Account,
                "enable"
            )
        );
        await bed.CallAsync(mark, $"POST {Account}/replace");
        using var foreign = new FakePasskeyAuthenticator("https://evil.example");
        var created = RefusalBed.CredentialOf(
            foreign.Create(await mark.CreateOptionsAsync(PasskeyCalls.Account))
        );
        await bed.CallAsync(mark, $"POST {Account}/passkeys", created);
        await bed.CallAsync(mark, $"POST {Account}/enable", created);
    }

    /// <summary>A store that lost a record: an account that is on, and has no authenticator.</summary>
    public static async Task LostAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var mark = await bed.BrowserAsync("mark");
        await bed.EnableAccountAsync(mark);
        await bed.ChangeAccountAsync("mark", record => record with { Active = null });
        await bed.CallAllAsync(mark, Account);
        await bed.CallAsync(mark, $"POST {Account}/binding", new JsonObject { ["add"] = true });
    }
}
