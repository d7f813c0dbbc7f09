using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

public sealed class CodeWorksOnceTests
{
    [Fact]
    public async Task A_used_code_stays_used_however_it_is_written_and_costs_no_fresh_counter()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var code = app.CurrentCode();
        AnswerAssert.Ok(await mark.VerifyAsync($" {code[..3]} {code[3..]}\n"));

        var wide = string.Concat(code.Select(digit => (char)('\uff10' + digit - '0')));
        var arabic = string.Concat(code.Select(digit => (char)('\u0660' + digit - '0')));
        string[] variants =
        [
            code,
            " " + code,
            code + "\n",
            "\t" + code + "\r\n",
            code[..3] + " " + code[3..],
            code[..3] + "-" + code[3..],
            "+" + code,
            "0" + code,
            code + "\0",
            "\u200b" + code,
            code + "\u00a0",
            wide,
            arabic,
        ];
        foreach (var variant in variants)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(variant));
        }

        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task The_code_that_enabled_the_profile_is_used()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();

        AnswerAssert.Refused(400, "invalid-code", await owner.VerifyAsync(app.CurrentCode()));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task The_code_that_bound_a_member_is_used_in_every_browser()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var (_, app) = await engine.Host.BindAsync("mark");
        var other = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(400, "invalid-code", await other.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_code_that_confirmed_a_replacement_is_used()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var next = await mark.BeginAsync(call: "replace");
        AnswerAssert.Ok(
            await mark.ProfilePostAsync("acme", "bind", new { code = next.CurrentCode() })
        );

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(next.CurrentCode()));
    }

    [Fact]
    public async Task A_code_of_one_profile_is_wrong_in_another_and_stays_good_at_home()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        await engine.Host.EnableAsync("beta", "oscar");
        var (oscar, acmeApp) = await engine.Host.BindAsync("oscar");
        engine.Clock.NextStep();

        AnswerAssert.Refused(
            400,
            "invalid-code",
            await oscar.VerifyAsync(acmeApp.CurrentCode(), "beta")
        );

        AnswerAssert.Ok(await oscar.VerifyAsync(acmeApp.CurrentCode()));
        Assert.Equal(1, (await engine.RecordAsync("oscar", "beta"))!.Failures);
        Assert.Equal(0, (await engine.RecordAsync("oscar"))!.Failures);
    }

    [Fact]
    public async Task A_members_code_is_wrong_for_another_member_and_is_not_consumed()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var (mei, _) = await engine.Host.BindAsync("mei");

        AnswerAssert.Refused(400, "invalid-code", await mei.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task A_backup_code_works_once_and_only_for_its_member()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "backup-codes"));
        var codes = await IssueAsync(mark);

        AnswerAssert.Refused(400, "invalid-code", await UseAsync(owner, codes[0]));
        var used = await UseAsync(mark, $" {codes[0].ToLowerInvariant().Replace("-", "  ")}");
        AnswerAssert.Ok(used);
        Assert.Equal(9, used.Json.GetProperty("backupCodesLeft").GetInt32());
        AnswerAssert.Refused(400, "invalid-code", await UseAsync(mark, codes[0]));
        AnswerAssert.Ok(await UseAsync(mark, codes[1]));
    }

    [Fact]
    public async Task Wrong_used_and_malformed_codes_get_the_same_bytes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var code = app.CurrentCode();
        AnswerAssert.Ok(await mark.VerifyAsync(code));

        var used = await mark.VerifyAsync(code);
        var wrong = await mark.VerifyAsync(app.WrongCode());
        var malformed = await mark.VerifyAsync("x");

        Assert.Equal(used.Body, wrong.Body);
        Assert.Equal(used.Body, malformed.Body);
    }

    private static async Task<string[]> IssueAsync(Browser browser)
    {
        var answer = await browser.ProfilePostAsync("acme", "backup-codes");
        AnswerAssert.Ok(answer);
        return
        [
            .. answer
                .Json.GetProperty("backupCodes")
                .EnumerateArray()
                .Select(code => code.GetString()!),
        ];
    }

    private static Task<Answer> UseAsync(Browser browser, string backupCode) =>
        browser.ProfilePostAsync("acme", "verify", new { backupCode });
}
