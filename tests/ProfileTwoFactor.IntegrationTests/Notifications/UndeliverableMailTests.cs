using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A person whom no mail reaches: the app is told who it is.</summary>
public sealed class UndeliverableMailTests
{
    [Theory]
    [InlineData("mei@@example.com")]
    [InlineData("Mei <mei@example.com>")]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Member_WhoseAddressIsNone_IsAnEventWithTheMembersId_AndTheOthersGetTheirMail(
        string address
    )
    {
        var notifier = new RecordingNotifier
        {
            Before = mail =>
                mail.To == "mark@example.com" || mail.To == "olivia@example.com"
                    ? Task.CompletedTask
                    : Task.FromException(new TwoFactorMailRejectedException("No such address.")),
        };
        await using var host = await StartAsync(notifier);
        host.Host.Directory.RemoveMember("acme", "oscar");
        host.Host.Directory.AddMember("acme", "mei", accountName: address);

        await host.Host.EnableAsync();

        await UntilAsync(host, () => UndeliverableOf(host).Count > 0, "an event");
        var happened = Assert.Single(UndeliverableOf(host));
        Assert.Equal(
            ("acme-mei", address, nameof(TwoFactorMailKind.ProfileEnabled), "Acme Store"),
            (
                happened.Context.MemberId,
                happened.Context.AccountName,
                happened.Mail,
                happened.Context.ProfileName
            )
        );
        Assert.Equal("acme", happened.Context.Scope.Id);
        await UntilAsync(
            host,
            () => notifier.Of(TwoFactorMailKind.ProfileEnabled).Count > 0,
            "the mail to the other member"
        );
        Assert.Equal(
            "mark@example.com",
            Assert.Single(notifier.Of(TwoFactorMailKind.ProfileEnabled)).To
        );
    }

    [Fact]
    public async Task MailToOnePerson_ThatIsRefused_IsAnEventWithTheIdOfThatPerson()
    {
        var notifier = new RecordingNotifier
        {
            Before = _ => Task.FromException(new TwoFactorMailRejectedException("No.")),
        };
        await using var host = await StartAsync(notifier);

        await host.EnableAsync("mei");

        await UntilAsync(host, () => UndeliverableOf(host).Count > 0, "an event");
        var happened = Assert.Single(UndeliverableOf(host));
        Assert.Equal(
            (TwoFactorScope.Account("mei"), "mei", nameof(TwoFactorMailKind.AccountEnabled)),
            (happened.Context.Scope, happened.Context.MemberId, happened.Mail)
        );
    }

    [Fact]
    public async Task MailToTheOwner_AboutAReset_IsAnEventWithTheOwnersId()
    {
        var notifier = new RecordingNotifier();
        await using var host = await StartAsync(notifier);
        var (owner, _) = await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");
        notifier.Before = mail =>
            mail.Kind == TwoFactorMailKind.MemberReset
                ? Task.FromException(new TwoFactorMailRejectedException("No."))
                : Task.CompletedTask;

        var reset = await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        Assert.Equal(HttpStatusCode.NoContent, reset.Status);
        await UntilAsync(host, () => UndeliverableOf(host).Count > 0, "an event");
        Assert.Equal("acme-olivia", Assert.Single(UndeliverableOf(host)).Context.MemberId);
    }

    private static IReadOnlyList<MailUndeliverable> UndeliverableOf(AccountHost host) =>
        [.. host.Events.All.OfType<MailUndeliverable>()];

    private static async Task UntilAsync(AccountHost host, Func<bool> condition, string what) =>
        await Eventually.IsAsync(condition, what, clock: host.Clock);

    private static Task<AccountHost> StartAsync(RecordingNotifier notifier) =>
        AccountHost.StartAsync(services =>
        {
            services.AddProfileTwoFactor().AddMail();
            services.RemoveAll<ITwoFactorNotifier>();
            services.AddSingleton<ITwoFactorNotifier>(notifier);
            services.Configure<NotificationWorkerOptions>(worker =>
                worker.PollInterval = TimeSpan.FromMilliseconds(20)
            );
        });
}
