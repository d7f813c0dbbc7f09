using System.Text.Json.Nodes;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>Situations in which calls about a profile are refused; each has a host of its own.</summary>
internal static class ProfileRefusals
{
    private const string Profile = RefusalBed.Profile;
    private const string Account = RefusalBed.Account;
    private static readonly string[] PasskeysOnly = ["passkey"];
    private static readonly string[] CodesOnly = ["totp"];

    public static async Task OutsidersAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        await bed.CallAllAsync(await bed.BrowserAsync("zoe"), Profile);
        await bed.CallAllAsync(await bed.BrowserAsync("olivia"), Profile, profile: "nil");
    }

    public static async Task OffAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        await bed.CallAllAsync(await bed.BrowserAsync("mark"), Profile);
        var olivia = await bed.BrowserAsync("olivia");
        await bed.CallAsync(olivia, $"POST {Profile}/enable");
        await bed.CallAllAsync(olivia, Profile);
        await bed.CallAsync(olivia, $"POST {Profile}/binding", new JsonObject { ["add"] = true });
        foreach (var failures in new[] { 5, 100 })
        {
            await olivia.BeginAsync();
            await bed.Engine.ChangeAsync(
                "olivia",
                record => RefusalRecords.Locked(bed, record, failures)
            );
            await bed.CallAsync(olivia, $"POST {Profile}/enable");
        }
    }

    /// <summary>Enabled, and not yet enforced.</summary>
    public static async Task ScheduledAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var owner = await bed.BrowserAsync("olivia");
        await owner.EnableFromAsync(bed.Engine.Clock.GetUtcNow().AddDays(10));
        var call = $"PUT {Profile}/enforcement";
        await bed.CallAsync(await bed.BrowserAsync("olivia"), call);
        bed.Engine.Clock.Advance(TimeSpan.FromMinutes(11));
        await bed.CallAsync(owner, call);
        bed.Engine.Host.Directory.TransferTo("acme", "mei");
        await bed.CallAsync(await bed.BrowserAsync("mei"), call);
    }

    public static async Task UnboundAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        await bed.Engine.Host.EnableAsync();
        var mark = await bed.BrowserAsync("mark");
        await bed.CallAsync(mark, $"POST {Profile}/bind");
        await bed.CallAllAsync(mark, Profile);
        await bed.CallAsync(mark, $"POST {Profile}/binding", new JsonObject { ["add"] = true });
        await bed.CallAsync(mark, $"POST {Profile}/bind");
        using var foreign = new FakePasskeyAuthenticator("https://evil.example");
        await bed.CallAsync(
            mark,
            $"POST {Profile}/passkeys",
            RefusalBed.CredentialOf(foreign.Create(await mark.CreateOptionsAsync()))
        );
        bed.Engine.Host.Directory.TransferTo("acme", "mei");
        await bed.CallAllAsync(await bed.BrowserAsync("mei"), Profile);
    }

    public static async Task BoundAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (owner, mark, _) = await bed.Engine.WithMarkAsync();
        var adding = new JsonObject { ["add"] = true };
        foreach (var user in new[] { "olivia", "mark" })
        {
            var elsewhere = await bed.BrowserAsync(user);
            await bed.CallAllAsync(elsewhere, Profile);
            await bed.CallAsync(elsewhere, $"POST {Profile}/binding", adding);
        }

        bed.Engine.Clock.Advance(TimeSpan.FromMinutes(11));
        await bed.CallAllAsync(owner, Profile);
        await bed.CallAllAsync(mark, Profile);
        await bed.CallAsync(mark, $"POST {Profile}/binding", adding);
    }

    public static async Task FreshAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (owner, mark, _) = await bed.Engine.WithMarkAsync();
        await bed.CallAsync(owner, $"POST {Profile}/remind");
        await bed.CallAsync(owner, $"POST {Profile}/remind");
        await bed.CallAsync(
            owner,
            $"PUT {Profile}/policy",
            new JsonObject { ["message"] = "Ask me.", ["version"] = "other" }
        );
        foreach (var member in new[] { "acme-olivia", "acme-mark", "unknown" })
        {
            await bed.CallAsync(
                owner,
                $"POST {Profile}/members/{{memberId}}/reset",
                member: member
            );
            await bed.CallAsync(
                owner,
                $"POST {Profile}/members/{{memberId}}/enrollment-pass",
                member: member
            );
        }

        (mark, _) = await bed.Engine.Host.BindAsync("mark");
        var own = (await mark.ListAsync())[0];
        await bed.CallAsync(
            mark,
            $"DELETE {Profile}/authenticators/{{authenticatorId}}",
            item: AuthenticatorCalls.IdOf(own)
        );
        await bed.CallAsync(
            mark,
            $"POST {Profile}/replace",
            new JsonObject { ["authenticator"] = "unknown" }
        );
        await bed.CallAllAsync(mark, Profile);
        await bed.CallAllAsync(owner, Profile);
    }

    /// <summary>Members who have an app, a passkey, or a binding that was begun, first waiting and then disabled.</summary>
    public static async Task LockedAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (_, mark, _) = await bed.Engine.WithMarkAsync();
        var mei = await bed.BrowserAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        using var second = new FakePasskeyAuthenticator();
        await mark.BindPasskeyAsync(key);
        await mei.BeginAsync();
        var options = second.Create(await mei.CreateOptionsAsync());
        foreach (var failures in new[] { 5, 100 })
        {
            foreach (var (user, browser) in new[] { ("mark", mark), ("mei", mei) })
            {
                await bed.Engine.ChangeAsync(
                    user,
                    record => RefusalRecords.Locked(bed, record, failures)
                );
                await bed.CallAllAsync(browser, Profile);
            }

            await bed.CallAsync(mei, $"POST {Profile}/passkeys", RefusalBed.CredentialOf(options));
        }
    }

    /// <summary>An Owner who needs a proof before enabling, and asks for more mails than there are; later, a member for whom a pass is asked.</summary>
    public static async Task ProofRequiredAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(
            seen,
            options => options.EnrollmentProof = EnrollmentProof.Required
        );
        var olivia = await bed.BrowserAsync("olivia");
        var wrong = new JsonObject { ["proof"] = "00000000" };
        await bed.CallAllAsync(olivia, Profile);
        foreach (var call in new[] { "binding", "passkeys/options" })
        {
            await bed.CallAsync(olivia, $"POST {Profile}/{call}", wrong);
        }

        var begun = await bed.CallAsync(
            olivia,
            $"POST {Profile}/binding",
            new JsonObject { ["proof"] = bed.Mail.Code }
        );
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            bed.Engine.Clock
        );
        AnswerAssert.Ok(
            await olivia.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
        await bed.CallAsync(
            olivia,
            $"POST {Profile}/members/{{memberId}}/enrollment-pass",
            member: "acme-olivia"
        );
        var mark = await bed.BrowserAsync("mark");
        for (var mails = 0; mails < 6; mails++)
        {
            await bed.CallAsync(mark, $"POST {Profile}/enrollment/email");
        }

        await bed.CallAsync(
            mark,
            $"POST {Profile}/binding",
            new JsonObject { ["proof"] = bed.Mail.Code }
        );
        var marks = await mark.BeginAsync();
        AnswerAssert.Ok(
            await mark.ProfilePostAsync("acme", "bind", new { code = marks.CurrentCode() })
        );
        await bed.CallAsync(
            olivia,
            $"POST {Profile}/members/{{memberId}}/enrollment-pass",
            member: "acme-mark"
        );
    }

    /// <summary>Rules that no longer allow what was bound, or was begun.</summary>
    public static async Task NotAllowedAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (owner, mark, _) = await bed.Engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        using var other = new FakePasskeyAuthenticator();
        await owner.BindPasskeyAsync(key);
        var oscar = await bed.BrowserAsync("oscar");
        await oscar.BindPasskeyAsync(other);
        await bed.CallAsync(oscar, $"POST {Profile}/replace");
        var mei = await bed.BrowserAsync("mei");
        await mei.BeginAsync();
        AnswerAssert.Ok(await owner.VerifyPasskeyAsync(key));
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = PasskeysOnly }));
        await bed.CallAllAsync(mei, Profile);
        await bed.CallAllAsync(mark, Profile);
        var elsewhere = await bed.BrowserAsync("mark");
        foreach (var failures in new[] { 5, 100 })
        {
            await bed.Engine.ChangeAsync(
                "mark",
                record => RefusalRecords.Locked(bed, record, failures)
            );
            foreach (var call in new[] { "binding", "passkeys/options" })
            {
                await bed.CallAsync(
                    elsewhere,
                    $"POST {Profile}/{call}",
                    new JsonObject { ["proof"] = "000000" }
                );
            }
        }

        AnswerAssert.Ok(await owner.VerifyPasskeyAsync(key));
        foreach (var call in new[] { "replace", "backup-codes", "binding" })
        {
            await bed.CallAsync(owner, $"POST {Profile}/{call}");
        }

        // Off again, with a proof that was taken for a passkey.
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        await owner.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "passkeys/options", new { proof = bed.Mail.Code })
        );
        await bed.CallAsync(owner, $"POST {Profile}/enable");
    }

    public static async Task OnlyCodesAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (owner, mark, _) = await bed.Engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        await mark.BindPasskeyAsync(key);
        var mei = await bed.BrowserAsync("mei");
        var options = key.Create(await mei.CreateOptionsAsync());
        var asked = await mark.AskOptionsAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = CodesOnly }));
        await bed.CallAllAsync(mark, $"{Profile}/passkeys");
        await bed.CallAsync(mei, $"POST {Profile}/passkeys", RefusalBed.CredentialOf(options));
        await bed.CallAsync(
            mark,
            $"POST {Profile}/verify",
            new JsonObject { ["passkey"] = JsonNode.Parse(key.Get(asked)) }
        );
    }

    /// <summary>What was begun with a verification is completed after it has ended.</summary>
    public static async Task EndedAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(
            seen,
            options => options.WindowLifetime = TimeSpan.FromMinutes(1)
        );
        using var key = new FakePasskeyAuthenticator();
        await bed.Engine.Host.EnableAsync();
        var (mark, _) = await bed.Engine.Host.BindAsync("mark");
        await EndAsync(PasskeyCalls.Acme, Profile, "bind");
        await bed.EnableAccountAsync(mark);
        await EndAsync(PasskeyCalls.Account, Account, "enable");

        async Task EndAsync(string api, string path, string confirm)
        {
            var created = key.Create(await mark.CreateOptionsAsync(api));
            AnswerAssert.Ok(await mark.BeginAddingAsync(api: api));
            bed.Engine.Clock.Advance(TimeSpan.FromMinutes(2));
            await bed.CallAsync(mark, $"POST {path}/passkeys", RefusalBed.CredentialOf(created));
            await bed.CallAsync(mark, $"POST {path}/{confirm}");
        }
    }

    public static async Task ManyAuthenticatorsAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (_, mark, _) = await bed.Engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        var adding = new JsonObject { ["add"] = true };
        var begun = await bed.CallAsync(mark, $"POST {Profile}/binding", adding);
        var created = key.Create(await mark.CreateOptionsAsync());
        await bed.Engine.ChangeAsync("mark", RefusalRecords.Full);
        await bed.CallAsync(
            mark,
            $"POST {Profile}/bind",
            new JsonObject
            {
                ["code"] = new FakeAuthenticator(
                    begun.Json.GetProperty("secret").GetString()!,
                    bed.Engine.Clock
                ).CurrentCode(),
            }
        );
        await bed.CallAsync(mark, $"POST {Profile}/passkeys", RefusalBed.CredentialOf(created));
        await bed.CallAsync(mark, $"POST {Profile}/binding", adding);
        await bed.CallAsync(mark, $"POST {Profile}/passkeys/options");
    }
}
