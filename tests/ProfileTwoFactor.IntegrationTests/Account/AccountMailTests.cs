using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Account;

public sealed class AccountMailTests
{
    private static readonly OperatorAction Support = new()
    {
        OperatorId = "sam",
        OperatorName = "sam@example.com",
        Reason = "Called back on the number on file.",
    };

    [Fact]
    public async Task EverythingThatHappensToAnAccount_TellsThePersonOnce_AndHoldsNoSecret()
    {
        var notifier = new RecordingNotifier();
        await using var host = await AccountHost.StartAsync(services =>
        {
            services.AddProfileTwoFactor().AddMail();
            services.RemoveAll<ITwoFactorNotifier>();
            services.AddSingleton<ITwoFactorNotifier>(notifier);
            services.Configure<NotificationWorkerOptions>(worker =>
                worker.PollInterval = TimeSpan.FromMilliseconds(20)
            );
        });
        var (browser, _, codes) = await host.EnableAsync("mei");
        var next = await host.PasswordAsync("mei");
        await next.AccountBackupCodeAsync(codes[0]);
        var replacement = await host.BeginAsync(browser, "replace");
        await browser.AccountPostAsync("enable", new { code = replacement.CurrentCode() });
        host.Clock.NextStep();
        var stranger = await host.PasswordAsync("mei");
        for (var i = 0; i < 5; i++)
        {
            await stranger.AccountVerifyAsync(replacement.WrongCode());
        }

        await browser.AccountPostAsync("disable");
        // A second mail of a kind within the hour would wait, and before the first is sent it would take its place.
        await Eventually.IsAsync(
            () => host.Service<InMemoryNotificationStore>().RestsAsync(host.Clock.GetUtcNow()),
            "the first mails",
            clock: host.Clock
        );
        host.Clock.Advance(TimeSpan.FromHours(2));
        var again = await host.BeginAsync(browser);
        await browser.AccountPostAsync("enable", new { code = again.CurrentCode() });
        await host.Service<ITwoFactorOperator>().RemoveAccountBindingAsync("mei", Support);

        TwoFactorMailKind[] expected =
        [
            TwoFactorMailKind.AccountEnabled,
            TwoFactorMailKind.BackupCodeUsed,
            TwoFactorMailKind.AuthenticatorReplaced,
            TwoFactorMailKind.LockedOut,
            TwoFactorMailKind.AccountDisabled,
            TwoFactorMailKind.AccountEnabled,
            TwoFactorMailKind.RemovedByOperator,
        ];
        await Eventually.IsAsync(
            () => notifier.Sent.Count >= expected.Length,
            $"{expected.Length} mails",
            clock: host.Clock
        );
        Assert.Equal(expected.Order(), notifier.Sent.Select(mail => mail.Kind).Order());
        Assert.All(
            notifier.Sent,
            mail =>
            {
                Assert.Equal("mei@example.com", mail.To);
                foreach (var secret in codes.Append(replacement.Secret).Append(again.Secret))
                {
                    Assert.DoesNotContain(secret, mail.Text + mail.Html, StringComparison.Ordinal);
                }
            }
        );
        var removal = notifier.Of(TwoFactorMailKind.RemovedByOperator).Single();
        Assert.DoesNotContain("sam@example.com", removal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("number on file", removal.Text, StringComparison.Ordinal);
    }
}
