using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Smtp;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>What goes over the connection to a mail server, and what is made of its end.</summary>
public sealed class SmtpWayTests : DeliveryTestBase, IAsyncDisposable
{
    private readonly LoopbackSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Name_ThatIsNotAscii_GoesInSevenBitsToAServerThatWouldTakeMore()
    {
        _server.Extensions = ["SMTPUTF8", "8BITMIME", "CHUNKING", "BINARYMIME"];
        _server.Start();
        using var notifier = SmtpTo(options => options.FromName = "Caf\u00e9 \u8a8d\u8a3c");

        await notifier.SendAsync(
            Mail("mei@example.com") with
            {
                Subject = "\u8a8d\u8a3c\u30a2\u30d7\u30ea Caf\u00e9",
                Text = new string('\u8a8d', 500),
            },
            default
        );

        var received = Assert.Single(_server.Received);
        Assert.All(received.Message, letter => Assert.InRange(letter, '\t', '~'));
        Assert.Equal("\u8a8d\u8a3c\u30a2\u30d7\u30ea Caf\u00e9", received.Header("Subject"));
        Assert.Contains(new string('\u8a8d', 500), received.Body, StringComparison.Ordinal);
        Assert.All(received.Message.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        var from = _server.Commands.Single(line =>
            line.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain("SMTPUTF8", from, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("8BITMIME", from, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Domain_ThatIsNotAscii_GoesInItsAsciiForm()
    {
        _server.Extensions = ["SMTPUTF8"];
        _server.Start();
        using var notifier = SmtpTo();

        await notifier.SendAsync(Mail("mei@b\u00fccher.example"), default);

        Assert.Equal(["mei@xn--bcher-kva.example"], Assert.Single(_server.Received).Recipients);
    }

    [Fact]
    public async Task Address_ThatIsNotAscii_NeedsAServerThatKnowsIt()
    {
        _server.Start();
        using var notifier = SmtpTo();
        await Assert.ThrowsAsync<TwoFactorMailRejectedException>(() =>
            notifier.SendAsync(Mail("m\u00e9i@example.com"), default)
        );

        _server.Extensions = ["SMTPUTF8", "8BITMIME"];
        using var next = SmtpTo();
        await next.SendAsync(Mail("m\u00e9i@example.com"), default);

        Assert.Single(_server.Received);
        Assert.Contains(
            _server.Commands,
            line => line.Contains("SMTPUTF8", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("a..b@docomo.example")]
    [InlineData("a.@docomo.example")]
    [InlineData(".a@docomo.example")]
    public async Task Address_OfAnOldCarrier_IsWrittenTo(string address)
    {
        _server.Start();
        using var notifier = SmtpTo();

        await notifier.SendAsync(Mail(address), default);

        var quoted = '"' + address.Replace("@", "\"@", StringComparison.Ordinal);
        Assert.Equal([quoted], Assert.Single(_server.Received).Recipients);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_IsEncryptedAtOnceOrByStartTls_BeforeTheLogin(bool atOnce)
    {
        using var certificate = Certificate();
        _server.Certificate = certificate;
        _server.ImplicitTls = atOnce;
        _server.Extensions = ["AUTH PLAIN"];
        _server.Start();
        using var notifier = SmtpTo(options =>
        {
            options.UseImplicitTls = atOnce;
            options.UseStartTls = atOnce ? null : true;
            options.UserName = "heatmap";
            options.Password = "hunter2";
            options.CertificateCheck = (_, _, _, _) => true;
        });

        await notifier.SendAsync(Mail("mei@example.com"), default);

        Assert.Single(_server.Received);
        var commands = _server.Commands.Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(!atOnce, commands.Contains("STARTTLS"));
        Assert.Contains("AUTH", commands);
        Assert.True(commands.IndexOf("STARTTLS") < commands.IndexOf("AUTH"));
    }

    [Fact]
    public async Task Certificate_ThatIsNotTrusted_IsRefused_AndNothingIsSent()
    {
        using var certificate = Certificate();
        _server.Certificate = certificate;
        _server.ImplicitTls = true;
        _server.Start();
        using var notifier = SmtpTo(options => options.UseImplicitTls = true);

        var refusal = await Record.ExceptionAsync(() =>
            notifier.SendAsync(Mail("mei@example.com"), default)
        );

        Assert.NotNull(refusal);
        Assert.IsNotType<TwoFactorMailRejectedException>(refusal);
        Assert.IsNotType<TwoFactorMailUncertainException>(refusal);
        Assert.Empty(_server.Received);
    }

    [Theory]
    [InlineData(465, null, null, true)]
    [InlineData(587, null, null, false)]
    [InlineData(465, null, true, false)]
    [InlineData(465, false, null, false)]
    [InlineData(587, true, null, true)]
    public void Port465_IsEncryptedAtOnce_UnlessChosenOtherwise(
        int port,
        bool? implicitTls,
        bool? startTls,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            new SmtpNotifierOptions
            {
                Host = "mail.example.com",
                Port = port,
                UseImplicitTls = implicitTls,
                UseStartTls = startTls,
            }.EncryptsAtOnce()
        );

    [Fact]
    public async Task Server_ThatNeverSpeaks_IsGivenUpAfterTheTimeForConnecting()
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var notifier = SmtpTo(options =>
        {
            options.Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
            options.ConnectTimeout = TimeSpan.FromMilliseconds(200);
        });

        var failure = await Record.ExceptionAsync(() =>
            notifier.SendAsync(Mail("mei@example.com"), default)
        );

        silent.Stop();
        Assert.NotNull(failure);
        Assert.IsNotType<TwoFactorMailUncertainException>(failure);
    }

    [Fact]
    public async Task Mails_OneAfterTheOther_ShareASession()
    {
        _server.Start();
        using var notifier = SmtpTo();

        for (var number = 0; number < 5; number++)
        {
            await notifier.SendAsync(Mail($"m{number}@example.com"), default);
        }

        Assert.Equal(5, _server.Received.Count);
        Assert.Equal(1, _server.Sessions);
    }

    [Theory]
    [InlineData(SmtpSessionEnd.Goodbye)]
    [InlineData(SmtpSessionEnd.Close)]
    [InlineData(SmtpSessionEnd.Reset)]
    public async Task Session_ThatTheServerEndsBetweenTwoMails_LosesAndDoublesNone(
        SmtpSessionEnd end
    )
    {
        _server.AfterMail = end;
        _server.Start();
        using var notifier = SmtpTo();

        for (var number = 0; number < 5; number++)
        {
            await notifier.SendAsync(Mail($"m{number}@example.com"), default);
        }

        Assert.Equal(
            [
                "m0@example.com",
                "m1@example.com",
                "m2@example.com",
                "m3@example.com",
                "m4@example.com",
            ],
            _server.Received.SelectMany(mail => mail.Recipients)
        );
    }

    [Fact]
    public async Task Recipient_ThatIsRefused_LeavesTheSessionToTheNextMail()
    {
        _server.Refuse = to => to == "gone@example.com" ? "550 unknown" : null;
        _server.Start();
        using var notifier = SmtpTo();
        await notifier.SendAsync(Mail("first@example.com"), default);

        await Assert.ThrowsAsync<TwoFactorMailRejectedException>(() =>
            notifier.SendAsync(Mail("gone@example.com"), default)
        );
        await notifier.SendAsync(Mail("next@example.com"), default);

        Assert.Equal(
            ["first@example.com", "next@example.com"],
            _server.Received.SelectMany(mail => mail.Recipients)
        );
    }

    [Fact]
    public async Task Mail_ThatWasHandedOverAndNeverAnswered_IsSentOnceMoreAndNoMore()
    {
        _server.HangsUpInsteadOfAnswering = true;
        _server.Start();
        using var notifier = SmtpTo();
        await using var node = new MailNode(Clock, Members(3), notifier);
        await node.EnableAsync();
        await EnqueueNoticesAsync(node, 1);

        await UntilDoneAsync(node);

        Assert.Equal(8, _server.Received.Count);
        Assert.All(
            _server.Received.GroupBy(mail => mail.Recipients[0]),
            copies =>
            {
                Assert.Equal(2, copies.Count());
                Assert.Single(copies.Select(mail => mail.Header("Message-ID")).Distinct());
            }
        );
    }

    private SmtpNotifier SmtpTo(Action<SmtpNotifierOptions>? configure = null)
    {
        var options = new SmtpNotifierOptions
        {
            Host = "127.0.0.1",
            Port = _server.Port,
            From = "heatmap@example.com",
        };
        configure?.Invoke(options);
        return new SmtpNotifier(Options.Create(options));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=loopback", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(200)
        );
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static TwoFactorMail Mail(string to) =>
        new()
        {
            Id = "mail-1",
            To = to,
            Subject = "Hello",
            Text = "Text",
            Html = "<p>Text</p>",
        };
}
