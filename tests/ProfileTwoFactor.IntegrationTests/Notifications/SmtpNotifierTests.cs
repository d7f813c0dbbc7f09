using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Smtp;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

public sealed class SmtpNotifierTests : IAsyncDisposable
{
    private readonly LoopbackSmtpServer _server = new();

    private SmtpNotifier Notifier =>
        new(
            Options.Create(
                new SmtpNotifierOptions
                {
                    Host = "127.0.0.1",
                    Port = _server.Port,
                    From = "heatmap@example.com",
                    FromName = "Heatmap",
                }
            )
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Mail_ArrivesAsTextAndHtmlWithItsSubject()
    {
        _server.Start();

        await Notifier.SendAsync(
            Mail() with
            {
                Subject =
                    "\u8a8d\u8a3c\u30a2\u30d7\u30ea\u304c\u5fc5\u8981\u306b\u306a\u308a\u307e\u3057\u305f",
                Text = "\u3053\u3093\u306b\u3061\u306f\n.\n.dot\nend\n",
                Html = "<p>\u3053\u3093\u306b\u3061\u306f</p>",
            },
            default
        );

        var received = Assert.Single(_server.Received);
        Assert.Equal(["mei@example.com"], received.Recipients);
        Assert.Equal(
            "\u8a8d\u8a3c\u30a2\u30d7\u30ea\u304c\u5fc5\u8981\u306b\u306a\u308a\u307e\u3057\u305f",
            received.Header("Subject")
        );
        Assert.Contains("heatmap@example.com", received.Header("From"), StringComparison.Ordinal);
        Assert.Equal("<mail-1@example.com>", received.Header("Message-ID"));
        Assert.StartsWith(
            "multipart/alternative",
            received.Header("Content-Type"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\u3053\u3093\u306b\u3061\u306f\r\n.\r\n.dot\r\nend",
            received.Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<p>\u3053\u3093\u306b\u3061\u306f</p>",
            received.Body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("mei@example.com\r\nBcc: evil@example.com")]
    [InlineData("mei@example.com\nBcc: evil@example.com")]
    [InlineData("mei@example.com,evil@example.com")]
    [InlineData("Mei <mei@example.com>")]
    [InlineData("mei@example.com>\r\nRCPT TO:<evil@example.com")]
    [InlineData(" ")]
    [InlineData("nobody")]
    public async Task Address_ThatIsNotOneBareAddress_IsRefusedAndNothingIsSent(string to)
    {
        _server.Start();

        await Assert.ThrowsAsync<TwoFactorMailRejectedException>(() =>
            Notifier.SendAsync(Mail() with { To = to }, default)
        );

        Assert.Empty(_server.Received);
    }

    [Theory]
    [InlineData("Hello\r\nBcc: evil@example.com")]
    [InlineData("Hello\nBcc: evil@example.com")]
    [InlineData("Hello\r\n\r\n<b>another body</b>")]
    [InlineData("Hello\u0085Bcc: evil@example.com")]
    public async Task Subject_WithLineBreaks_BeginsNoOtherHeader(string subject)
    {
        _server.Start();

        await Notifier.SendAsync(Mail() with { Subject = subject, Id = "a\r\nBcc: x@y" }, default);

        var received = Assert.Single(_server.Received);
        Assert.DoesNotContain("\r\nBcc", received.Head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("another body", received.Body, StringComparison.Ordinal);
        Assert.StartsWith("Hello ", received.Header("Subject"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipient_RefusedForGood_IsRejected_WithoutTheAddressInTheMessage()
    {
        _server.Refuse = to => $"550 <{to}> is unknown";
        _server.Start();

        var rejection = await Assert.ThrowsAsync<TwoFactorMailRejectedException>(() =>
            Notifier.SendAsync(Mail(), default)
        );

        Assert.DoesNotContain("mei", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipient_RefusedForNow_AndServerDown_AreNoRejections()
    {
        _server.Refuse = _ => "450 later";
        _server.Start();
        var busy = await Record.ExceptionAsync(() => Notifier.SendAsync(Mail(), default));
        await _server.StopAsync();
        var down = await Record.ExceptionAsync(() => Notifier.SendAsync(Mail(), default));

        Assert.NotNull(busy);
        Assert.NotNull(down);
        Assert.IsNotType<TwoFactorMailRejectedException>(busy);
        Assert.IsNotType<TwoFactorMailRejectedException>(down);
        Assert.DoesNotContain("mei", FailureText.Of(busy), StringComparison.Ordinal);
        Assert.Contains("ConnectionRefused", FailureText.Of(down), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encryption_ThatIsDemandedAndNotOffered_SendsNothing()
    {
        _server.Start();
        var notifier = new SmtpNotifier(
            Options.Create(
                new SmtpNotifierOptions
                {
                    Host = "127.0.0.1",
                    Port = _server.Port,
                    From = "heatmap@example.com",
                    UseStartTls = true,
                }
            )
        );

        await Assert.ThrowsAnyAsync<Exception>(() => notifier.SendAsync(Mail(), default));

        Assert.Empty(_server.Received);
    }

    [Theory]
    [InlineData("localhost", null, false)]
    [InlineData("127.0.0.1", null, false)]
    [InlineData("::1", null, false)]
    [InlineData("mail.example.com", null, true)]
    [InlineData("10.0.0.1", null, true)]
    [InlineData("mail.example.com", false, false)]
    [InlineData("localhost", true, true)]
    public void Encryption_IsLeftOutOnThisMachineOnly(string host, bool? chosen, bool encrypts) =>
        Assert.Equal(
            encrypts,
            new SmtpNotifierOptions { Host = host, UseStartTls = chosen }.Encrypts()
        );

    [Fact]
    public void Options_ThatMakeNoSense_AreAllNamed_AndThePasswordIsNot()
    {
        var services = new ServiceCollection();
        services
            .AddProfileTwoFactor()
            .AddMail(mail =>
                mail.UseSmtp(smtp =>
                {
                    smtp.Host = "mail.example.com";
                    smtp.Port = 0;
                    smtp.From = "Heatmap <heatmap@example.com>";
                    smtp.Timeout = TimeSpan.Zero;
                    smtp.UseStartTls = false;
                    smtp.UserName = "user";
                    smtp.Password = "hunter2";
                })
            );
        using var provider = services.BuildServiceProvider();

        var mistakes = Assert.Throws<OptionsValidationException>(() =>
            provider.GetRequiredService<IOptions<SmtpNotifierOptions>>().Value
        );

        Assert.Equal(4, mistakes.Failures.Count());
        foreach (var option in (string[])["Port", "From", "Timeout", "UseStartTls"])
        {
            Assert.Contains(
                $"SmtpNotifierOptions.{option}",
                mistakes.Message,
                StringComparison.Ordinal
            );
        }

        Assert.DoesNotContain("hunter2", mistakes.Message, StringComparison.Ordinal);
    }

    private static TwoFactorMail Mail() =>
        new()
        {
            Id = "mail-1",
            To = "mei@example.com",
            Subject = "Hello",
            Text = "Text",
            Html = "<p>Text</p>",
        };
}
