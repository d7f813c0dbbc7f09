using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

public sealed class ReplacementTests
{
    [Fact]
    public async Task The_old_authenticator_works_until_the_new_one_is_confirmed_and_then_nothing_of_it_does()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, old) = await engine.WithMarkAsync();
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var backupCode = issued.Json.GetProperty("backupCodes")[0].GetString();
        var laptop = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await laptop.VerifyAsync(old.CurrentCode()));
        var next = await mark.BeginAsync(call: "replace");
        engine.Clock.NextStep();
        AnswerAssert.Ok(await laptop.VerifyAsync(old.CurrentCode()));

        var bound = await mark.ProfilePostAsync("acme", "bind", new { code = next.CurrentCode() });

        AnswerAssert.Ok(bound);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Refused(400, "invalid-code", await laptop.VerifyAsync(old.CurrentCode()));
        AnswerAssert.Refused(
            400,
            "invalid-code",
            await laptop.ProfilePostAsync("acme", "verify", new { backupCode })
        );
        Assert.Equal(0, You(bound.Json).GetProperty("backupCodesLeft").GetInt32());
        AnswerAssert.Ok(await laptop.VerifyAsync(next.CurrentCode()));
    }

    [Fact]
    public async Task The_entry_of_a_replacement_has_a_name_of_its_own_so_that_apps_keep_the_old_one()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var owners = await LabelAsync(owner, "replace");

        var first = await LabelAsync(mark, "replace");
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await LabelAsync(mark, "replace");
        var mei = await engine.Host.BrowserAsync("mei");
        var binding = await LabelAsync(mei, "binding");

        Assert.EndsWith(":mei@example.com", binding);
        Assert.Matches(":mark@example.com [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9.]{8}$", first);
        Assert.Matches(":olivia@example.com [0-9]{4}-", owners);
        Assert.Equal(binding.Split(':')[0], first.Split(':')[0]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_member_who_lost_the_window_cannot_confirm()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowLifetime = TimeSpan.FromMinutes(5)
        );
        var (_, mark, _) = await engine.WithMarkAsync();
        var next = await mark.BeginAsync(call: "replace");
        engine.Clock.Advance(TimeSpan.FromMinutes(6));

        AnswerAssert.Refused(
            401,
            "verification-required",
            await mark.ProfilePostAsync("acme", "bind", new { code = next.CurrentCode() })
        );
    }

    [Fact]
    public async Task A_backup_code_is_fresh_proof()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var backupCode = issued.Json.GetProperty("backupCodes")[3].GetString();
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.ProfilePostAsync("acme", "replace")
        );
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "verify", new { backupCode }));

        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "replace"));
    }

    [Fact]
    public async Task New_backup_codes_end_all_earlier_ones()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var before = Codes((await mark.ProfilePostAsync("acme", "backup-codes")).Json);
        var after = Codes((await mark.ProfilePostAsync("acme", "backup-codes")).Json);

        Assert.Equal(10, after.Intersect(after).Count());
        Assert.Empty(before.Intersect(after));
        AnswerAssert.Refused(
            400,
            "invalid-code",
            await mark.ProfilePostAsync("acme", "verify", new { backupCode = before[0] })
        );
        AnswerAssert.Ok(
            await mark.ProfilePostAsync("acme", "verify", new { backupCode = after[0] })
        );
    }

    private static async Task<string> LabelAsync(Browser browser, string call)
    {
        var begun = await browser.ProfilePostAsync("acme", call);
        AnswerAssert.Ok(begun);
        return Uri.UnescapeDataString(
            new Uri(begun.Json.GetProperty("otpauthUri").GetString()!).AbsolutePath.TrimStart('/')
        );
    }

    private static JsonElement You(JsonElement status) => status.GetProperty("you");

    private static string[] Codes(JsonElement json) =>
        [.. json.GetProperty("backupCodes").EnumerateArray().Select(code => code.GetString()!)];
}
