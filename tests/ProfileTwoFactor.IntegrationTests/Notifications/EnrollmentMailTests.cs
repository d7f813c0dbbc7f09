using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>The mails of verified enrollment: the only ones that carry a code, and one that says a pass exists.</summary>
public sealed partial class EnrollmentMailTests
{
    [Fact]
    public async Task Code_IsMailedToTheMember_AndBindsAnAuthenticator()
    {
        await using var host = await StartAsync();
        await EnableAsync(host);
        var mark = await host.Gate.BrowserAsync("mark");

        await mark.ProfilePostAsync("acme", "enrollment/email");

        var mail = (await host.MailsAsync(TwoFactorMailKind.EnrollmentCode, 2))[^1];
        Assert.Equal("mark@example.com", mail.To);
        Assert.Contains(
            $"{MailHost.Origin}/two-factor/profiles/acme/bind",
            mail.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(CodeIn(mail), mail.Subject, StringComparison.Ordinal);
        Assert.Contains(CodeIn(mail), mail.Html!, StringComparison.Ordinal);
        var begun = await mark.ProfilePostAsync("acme", "binding", new { proof = CodeIn(mail) });
        Assert.Equal(HttpStatusCode.OK, begun.Status);
    }

    [Fact]
    public async Task Queue_HoldsNoCodeInTheClear_AndSendsNoneThatHasExpired()
    {
        await using var host = await StartAsync();
        await EnableAsync(host);
        var mark = await host.Gate.BrowserAsync("mark");
        var tried = new TaskCompletionSource<TwoFactorMail>();
        var expired = new TaskCompletionSource();
        host.Notifier.Before = async mail =>
        {
            // Others may wait in the queue as well.
            if (mail.Kind == TwoFactorMailKind.EnrollmentCode)
            {
                tried.TrySetResult(mail);
                // An attempt with a code that is still good must not end after the server is back.
                await expired.Task;
            }

            throw new IOException("The mail server is down.");
        };

        await mark.ProfilePostAsync("acme", "enrollment/email");
        var lost = await tried.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var waiting = await host.Store.PendingAsync(host.Gate.Clock.GetUtcNow().AddDays(1));
        host.Gate.Clock.Advance(TimeSpan.FromMinutes(10));
        host.Notifier.Before = null;
        expired.SetResult();
        await host.QuietAsync();

        Assert.Contains(
            waiting,
            job => job.Payload.Contains("mark@example.com", StringComparison.Ordinal)
        );
        Assert.All(
            waiting,
            job => Assert.DoesNotContain(CodeIn(lost), job.Payload, StringComparison.Ordinal)
        );
        Assert.Single(host.Notifier.Of(TwoFactorMailKind.EnrollmentCode));
    }

    [Fact]
    public async Task Pass_IsToldToTheMember_AndIsNotInTheMail()
    {
        await using var host = await StartAsync();
        var owner = await EnableAsync(host);

        var answer = await owner.ProfilePostAsync("acme", "members/acme-mark/enrollment-pass");

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.EnrollmentPassIssued, 1));
        Assert.Equal("mark@example.com", mail.To);
        Assert.Contains("olivia@example.com", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            answer.Json.GetProperty("pass").GetString()!,
            mail.Text + mail.Html,
            StringComparison.Ordinal
        );
    }

    private static Task<MailHost> StartAsync() =>
        MailHost.StartAsync(services: services =>
            services.Configure<ProfileTwoFactorOptions>(options =>
                options.EnrollmentProof = EnrollmentProof.Required
            )
        );

    private static async Task<Browser> EnableAsync(MailHost host)
    {
        var owner = await host.Gate.BrowserAsync("olivia");
        await owner.ProfilePostAsync("acme", "enrollment/email");
        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.EnrollmentCode, 1));
        var begun = await owner.ProfilePostAsync("acme", "binding", new { proof = CodeIn(mail) });
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            host.Gate.Clock
        );
        var enabled = await owner.ProfilePostAsync(
            "acme",
            "enable",
            new { code = app.CurrentCode() }
        );
        Assert.Equal(HttpStatusCode.OK, enabled.Status);
        return owner;
    }

    private static string CodeIn(TwoFactorMail mail) => EightDigits().Match(mail.Text).Value;

    [GeneratedRegex(@"\b[0-9]{8}\b")]
    private static partial Regex EightDigits();
}
