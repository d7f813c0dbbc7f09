using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using MimeKit;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Smtp;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Mail;

/// <summary>Mails by way of a real Postfix with its default settings, which offers SMTPUTF8, to a next server that doesn't know it.</summary>
public sealed class PostfixTests : IAsyncDisposable
{
    private readonly LoopbackSmtpServer _next = new() { Extensions = ["8BITMIME"] };

    public ValueTask DisposeAsync() => _next.DisposeAsync();

    [PostfixFact]
    public async Task Mail_WithANameOrSubjectThatIsNotAscii_IsDelivered()
    {
        _next.Start();
        await using var postfix = await PostfixServer.StartAsync(_next.Port);
        using var notifier = new SmtpNotifier(
            Options.Create(
                new SmtpNotifierOptions
                {
                    Host = "127.0.0.1",
                    Port = postfix.Port,
                    From = "heatmap@example.com",
                    FromName = "\u8a8d\u8a3c Caf\u00e9",
                }
            )
        );
        TwoFactorMail[] mails =
        [
            Compose("Caf\u00e9", "en"),
            Compose("Acme Store", "ja"),
            Compose("\u30ab\u30d5\u30a7\u6771\u4eac \u672c\u5e97", language: null),
        ];

        foreach (var mail in mails)
        {
            await notifier.SendAsync(mail, CancellationToken.None);
        }

        await Eventually.TrueAsync(
            () => Task.FromResult(_next.Received.Count == mails.Length),
            $"the mails arrive\n{postfix.Log}"
        );
        Assert.Equal(
            mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal),
            _next.Received.Select(mail => mail.Header("Subject")).Order(StringComparer.Ordinal)
        );
        foreach (var mail in mails)
        {
            var body = _next.Received.Single(one => one.Header("Subject") == mail.Subject).Body;
            Assert.Contains(mail.Text.Split('\n')[0], body, StringComparison.Ordinal);
        }
    }

    [PostfixFact]
    public async Task Mail_ThatAsksForSmtpUtf8WithoutNeed_IsReturned()
    {
        _next.Start();
        await using var postfix = await PostfixServer.StartAsync(_next.Port);
        var message = new MimeMessage { Subject = "Caf\u00e9", Body = new TextPart("plain") };
        message.From.Add(new MailboxAddress("", "heatmap@example.com"));
        message.To.Add(new MailboxAddress("", "mei@example.com"));
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", postfix.Port);
        var format = FormatOptions.Default.Clone();
        format.International = true;

        // What a library does that takes the strongest format that the first server offers.
        await client.SendAsync(format, message);

        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    postfix.Log.Contains("SMTPUTF8 is required", StringComparison.Ordinal)
                ),
            $"Postfix returns the mail\n{postfix.Log}"
        );
        Assert.DoesNotContain(_next.Received, mail => mail.Recipients.Contains("mei@example.com"));
    }

    private static TwoFactorMail Compose(string profile, string? language)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production", ApplicationName = "Heatmap" }
        );
        services
            .AddProfileTwoFactor()
            .AddMail(mail => mail.Configure(options => options.PublicOrigin = "https://app.test"));
        using var provider = services.BuildServiceProvider();
        return provider
            .GetRequiredService<MailComposer>()
            .Compose(
                Guid.NewGuid().ToString("n"),
                new NotificationPayload
                {
                    Kind = TwoFactorMailKind.ProfileEnabled,
                    ScopeKind = TwoFactorScopeKind.Profile,
                    ScopeId = "acme",
                    ProfileName = profile,
                    OwnerEmail = "olivia@example.com",
                    ActorMemberId = "acme-olivia",
                    ActorAccountName = "olivia@example.com",
                    ToMembers = true,
                    Time = DateTimeOffset.UnixEpoch,
                },
                new("mei@example.com", "acme-mei", language)
            );
    }
}
