using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>A shown secret counts only for who saw it, where they saw it, and as long as nothing changed.</summary>
public sealed class PendingBindingTests
{
    [Fact]
    public async Task Another_browser_of_the_same_person_cannot_confirm()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var first = await engine.Host.BrowserAsync("mark");
        var app = await first.BeginAsync();
        var second = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(second, app.CurrentCode())
        );
        AnswerAssert.Ok(await ConfirmAsync(first, app.CurrentCode()));
    }

    [Fact]
    public async Task Another_member_who_stole_the_cookie_cannot_confirm()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        await mei.BeginAsync();
        foreach (Cookie cookie in mark.Cookies.GetAllCookies())
        {
            if (cookie.Name.StartsWith(".ProfileTwoFactor.P.", StringComparison.Ordinal))
            {
                mei.Cookies.Add(cookie);
            }
        }

        AnswerAssert.Refused(409, "no-pending-binding", await ConfirmAsync(mei, app.CurrentCode()));
    }

    [Fact]
    public async Task It_dies_after_ten_minutes()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(10));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, app.CurrentCode())
        );
    }

    [Fact]
    public async Task It_lives_for_the_whole_ten_minutes()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));

        AnswerAssert.Ok(await ConfirmAsync(mark, app.CurrentCode()));
    }

    [Fact]
    public async Task Beginning_again_voids_the_secret_shown_before()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var before = await mark.BeginAsync();
        var now = await mark.BeginAsync();

        Assert.NotEqual(before.Secret, now.Secret);
        AnswerAssert.Refused(400, "invalid-code", await ConfirmAsync(mark, before.CurrentCode()));
        AnswerAssert.Ok(await ConfirmAsync(mark, now.CurrentCode()));
    }

    [Fact]
    public async Task A_transfer_voids_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var olivia = await engine.Host.BrowserAsync("olivia");
        var app = await olivia.BeginAsync();
        engine.Host.Directory.TransferTo("acme", "mark");
        AnswerAssert.Refused(403, "not-owner", await EnableAsync(olivia, app.CurrentCode()));
        engine.Host.Directory.TransferTo("acme", "mei");
        var mei = await engine.Host.BrowserAsync("mei");
        var meiApp = await mei.BeginAsync();
        engine.Host.Directory.TransferTo("acme", "olivia");
        AnswerAssert.Refused(403, "not-owner", await EnableAsync(mei, meiApp.CurrentCode()));
        engine.Host.Directory.TransferTo("acme", "mei");

        // Owner again by the same hand: the pending one names her, so it lives on.
        AnswerAssert.Ok(await EnableAsync(mei, meiApp.CurrentCode()));
    }

    [Fact]
    public async Task A_members_pending_binding_dies_at_a_transfer_as_well()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        engine.Host.Directory.TransferTo("acme", "mei");

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, app.CurrentCode())
        );
    }

    [Fact]
    public async Task A_reset_voids_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, app.CurrentCode())
        );
    }

    [Fact]
    public async Task Disabling_and_enabling_voids_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Refused(409, "not-enabled", await ConfirmAsync(mark, app.CurrentCode()));
        await owner.EnableAsync();

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, app.CurrentCode())
        );
    }

    [Fact]
    public async Task Removal_and_a_new_invitation_void_it()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        engine.Host.Directory.RemoveMember("acme", "mark");
        AnswerAssert.Refused(403, "not-a-member", await ConfirmAsync(mark, app.CurrentCode()));
        engine.Host.Directory.AddMember("acme", "mark", "acme-mark-2");

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, app.CurrentCode())
        );
    }

    [Fact]
    public async Task A_replacement_begun_for_one_authenticator_does_not_replace_another()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var next = await mark.BeginAsync(call: "replace");
        // Another node swaps the binding in force below the pending one.
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators = [record.Active.Primary with { Id = "another" }],
                    },
                }
        );
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await ConfirmAsync(mark, next.CurrentCode())
        );
    }

    private static Task<Answer> ConfirmAsync(Browser browser, string code) =>
        browser.ProfilePostAsync("acme", "bind", new { code });

    private static Task<Answer> EnableAsync(Browser browser, string code) =>
        browser.ProfilePostAsync("acme", "enable", new { code });
}
