using System.Net;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>One mail to the person concerned for each thing that happens to their authenticator.</summary>
public sealed class PersonalMailTests
{
    [Fact]
    public async Task Bound_TellsTheMemberOnce()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();

        await host.Gate.BindAsync("mark");

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.AuthenticatorBound, 1));
        Assert.Equal("mark@example.com", mail.To);
        Assert.Contains("2026-11-22 12:00 UTC", mail.Text, StringComparison.Ordinal);
        Assert.Contains("If it wasn't", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"{MailHost.Origin}/two-factor/profiles/acme/manage",
            mail.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Replaced_TellsTheMemberOnce_AndNotThatSomethingWasBound()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, _) = await host.Gate.BindAsync("mark");
        var app = await mark.BeginAsync(call: "replace");

        var answer = await mark.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.AuthenticatorReplaced, 1));
        Assert.Equal("mark@example.com", mail.To);
        Assert.Single(host.Notifier.Of(TwoFactorMailKind.AuthenticatorBound));
    }

    [Fact]
    public async Task Reset_TellsTheMemberOnce_HoweverOftenTheOwnerClicks()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        await host.Gate.BindAsync("mark");

        for (var click = 0; click < 3; click++)
        {
            var answer = await owner.ProfilePostAsync("acme", "members/acme-mark/reset");
            Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        }

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.AuthenticatorReset, 1));
        Assert.Equal("mark@example.com", mail.To);
        Assert.Contains("olivia@example.com", mail.Text, StringComparison.Ordinal);
        var actor = Assert.Single(await host.MailsAsync(TwoFactorMailKind.MemberReset, 1));
        Assert.Equal("olivia@example.com", actor.To);
        Assert.Contains("mark@example.com", actor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedAgain_TellsTheMember_AndNotTheOneWhoAsked()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        await host.Gate.BindAsync("mark");

        for (var click = 0; click < 3; click++)
        {
            var answer = await owner.ProfilePostAsync(
                "acme",
                "windows/revoke",
                new { memberId = "acme-mark" }
            );
            Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        }

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.MemberAskedAgain, 1));
        Assert.Equal("mark@example.com", mail.To);
        Assert.Contains("olivia@example.com", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackupCodesReplaced_TellsThePersonInWhoseNameItWasDone()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();

        await owner.ProfilePostAsync("acme", "backup-codes");

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.BackupCodesReplaced, 1));
        Assert.Equal("olivia@example.com", mail.To);
        Assert.Contains("10 new backup codes", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockedOut_TellsTheMemberOncePerSeries_AndOfASuccessAfterIt()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, app) = await host.Gate.BindAsync("mark");

        for (var guess = 0; guess < 7; guess++)
        {
            await mark.VerifyAsync(app.WrongCode());
            host.Gate.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        var locked = Assert.Single(await host.MailsAsync(TwoFactorMailKind.LockedOut, 1));
        Assert.Equal("mark@example.com", locked.To);
        Assert.Contains("5 wrong codes", locked.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(app.CurrentCode())).Status);
        var after = Assert.Single(await host.MailsAsync(TwoFactorMailKind.VerifiedAfterLockOut, 1));
        Assert.Contains("7 wrong codes", after.Text, StringComparison.Ordinal);

        for (var guess = 0; guess < 5; guess++)
        {
            await mark.VerifyAsync(app.WrongCode());
        }

        Assert.Equal(2, (await host.MailsAsync(TwoFactorMailKind.LockedOut, 2)).Length);
    }

    [Fact]
    public async Task Disabled_ByFarTooManyWrongCodes_TellsTheMember()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, app) = await host.Gate.BindAsync("mark");

        for (var guess = 0; guess < AttemptBudget.DisablingFailures; guess++)
        {
            await mark.VerifyAsync(app.WrongCode());
            host.Gate.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Single(await host.MailsAsync(TwoFactorMailKind.AuthenticatorDisabled, 1));
        Assert.Single(host.Notifier.Of(TwoFactorMailKind.LockedOut));
    }

    [Fact]
    public async Task BackupCodeUsed_TellsTheMemberHowManyAreLeft()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        var codes = (await owner.ProfilePostAsync("acme", "backup-codes")).Json.GetProperty(
            "backupCodes"
        );

        await owner.ProfilePostAsync("acme", "verify", new { backupCode = codes[3].GetString() });
        await owner.ProfilePostAsync("acme", "verify", new { backupCode = codes[3].GetString() });

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.BackupCodeUsed, 1));
        Assert.Equal("olivia@example.com", mail.To);
        Assert.Contains("left: 9", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask the Owner", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_ThatIsDown_FailsNoBindingAndNoVerification()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();
        host.Store.BeforeJobWrite = () => throw new IOException("down");

        var (mark, app) = await host.Gate.BindAsync("mark");
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal("invalid-code", (await mark.VerifyAsync(app.WrongCode())).Code);
        }

        Assert.Equal("locked-out", (await mark.VerifyAsync(app.WrongCode())).Code);
    }

    [Fact]
    public async Task Client_IsNamedInOurWords_NeverInTheCallers()
    {
        await using var host = await MailHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, app) = await host.Gate.BindAsync("mark");
        for (var guess = 0; guess < 5; guess++)
        {
            var token = (await mark.GetAsync("/two-factor/api/antiforgery")).Json;
            var request = new HttpRequestMessage(
                HttpMethod.Post,
                "/two-factor/api/profiles/acme/verify"
            )
            {
                Content = System.Net.Http.Json.JsonContent.Create(new { code = app.WrongCode() }),
            };
            request.Headers.Add(
                token.GetProperty("headerName").GetString()!,
                token.GetProperty("token").GetString()
            );
            request.Headers.TryAddWithoutValidation(
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; <b>call 0900-123</b>) Firefox/140.0"
            );
            await mark.SendAsync(request);
        }

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.LockedOut, 1));
        Assert.Contains("From: Firefox on Linux.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0900", mail.Text + mail.Html, StringComparison.Ordinal);
    }
}
