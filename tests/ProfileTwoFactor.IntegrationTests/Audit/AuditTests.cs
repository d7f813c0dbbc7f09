using System.Net;
using System.Text.Json;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Audit;

public sealed class AuditTests
{
    [Fact]
    public async Task Sink_HearsOfBothKinds_InOrder_WithoutASecret()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, account, codes) = await host.EnableAsync("olivia");
        await browser.AccountVerifyAsync(account.WrongCode());
        await browser.AccountBackupCodeAsync(codes[0]);
        await browser.AccountPostAsync("backup-codes");
        await browser.EnableAsync();
        await browser.ProfilePostAsync("acme", "disable");
        await browser.AccountPostAsync("disable");

        var events = host.Events.All;

        Assert.Equal(
            [
                typeof(AccountTwoFactorEnabled),
                typeof(BackupCodesIssued),
                typeof(CodeRefused),
                typeof(BackupCodeUsed),
                typeof(BackupCodesIssued),
                typeof(ProfileTwoFactorEnabled),
                typeof(ProfileTwoFactorDisabled),
                typeof(AccountTwoFactorDisabled),
            ],
            events.Select(happened => happened.GetType())
        );
        Assert.All(
            events,
            happened =>
            {
                var text = JsonSerializer.Serialize(happened, happened.GetType());
                Assert.Equal("olivia@example.com", happened.Context.AccountName);
                Assert.Equal(TimeSpan.Zero, happened.Context.Time.Offset);
                Assert.DoesNotContain(account.Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(codes[0], text, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Sink_HearsOfAcceptedRepeatedWrongAndLockedCodes_AndOfWhatPutsThemRight()
    {
        await using var host = await AccountHost.StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        var (mark, app) = await host.Host.BindAsync("mark");
        var before = host.Events.All.Count;
        host.Clock.NextStep();

        // A code that has been used is no guess: it is told as no event, and opens nothing.
        var code = app.CurrentCode();
        await mark.VerifyAsync(code);
        Assert.Equal(HttpStatusCode.BadRequest, (await mark.VerifyAsync(code)).Status);
        for (var guess = 0; guess < 5; guess++)
        {
            await mark.VerifyAsync(app.WrongCode());
        }

        // A caller who has to wait makes no event with each further attempt.
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await mark.VerifyAsync(app.WrongCode())).Status
        );
        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");
        await mark.BindAsync();

        var events = host.Events.All.Skip(before).ToList();
        Assert.Equal(
            [
                typeof(CodeVerified),
                .. Enumerable.Repeat(typeof(CodeRefused), 5),
                typeof(LockedOut),
                typeof(AuthenticatorReset),
                typeof(AuthenticatorBound),
            ],
            events.Select(happened => happened.GetType())
        );
        Assert.Equal(
            [1, 2, 3, 4, 5],
            events.OfType<CodeRefused>().Select(refused => refused.Failures)
        );
        Assert.All(
            events,
            happened =>
            {
                var text = JsonSerializer.Serialize(happened, happened.GetType());
                Assert.Equal("acme", happened.Context.Scope.Id);
                Assert.Equal(TimeSpan.Zero, happened.Context.Time.Offset);
                Assert.DoesNotContain(code, text, StringComparison.Ordinal);
                Assert.DoesNotContain(app.Secret, text, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task SinkThatFails_UndoesNothing()
    {
        await using var host = await AccountHost.StartAsync();
        host.Events.Fails = true;

        var (browser, _, _) = await host.EnableAsync("mei");

        Assert.True((await browser.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await browser.AccountPostAsync("disable")).Status);
    }
}
