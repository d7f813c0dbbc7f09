using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A small mail server on this machine that can be down, refuse recipients, and end a session at a chosen moment. Its port stays the same.</summary>
internal sealed class LoopbackSmtpServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SmtpDelivery> _received = [];
    private readonly List<string> _commands = [];
    private readonly List<Task> _sessions = [];
    private readonly ReservedPort _port = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public int Port => _port.Number;

    /// <summary>The answer to RCPT, for addresses that are refused; null: accepted.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Told when a mail is here for good, and its sender doesn't know yet. Gets how many there are.</summary>
    public Action<int>? Taken { get; set; }

    /// <summary>What it says it can.</summary>
    public string[] Extensions { get; set; } = [];

    /// <summary>With it, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Sessions begin encrypted.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>How a session ends once it had a mail.</summary>
    public SmtpSessionEnd AfterMail { get; set; }

    /// <summary>Mails are taken, and the session ends in place of the answer.</summary>
    public bool HangsUpInsteadOfAnswering { get; set; }

    public int Sessions
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    public IReadOnlyList<SmtpDelivery> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>All lines but those of messages.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_lock)
            {
                return [.. _commands];
            }
        }
    }

    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async Task StopAsync()
    {
        _listener?.Stop();
        await _accepting;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _port.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                lock (_lock)
                {
                    _sessions.Add(Task.Run(() => ServeAsync(client)));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Down.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (ImplicitTls)
                {
                    stream = await EncryptAsync(stream);
                }

                await SayAsync(stream, "220 loopback");
                await TalkAsync(client, stream);
            }
            catch (IOException)
            {
                // The other side is gone.
            }
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(Certificate!);
        return encrypted;
    }

    private async Task TalkAsync(TcpClient client, Stream stream)
    {
        var recipients = new List<string>();
        var hadMail = false;
        while (await ReadLineAsync(stream) is { } line)
        {
            lock (_lock)
            {
                _commands.Add(line);
            }

            if (hadMail && AfterMail is SmtpSessionEnd.Goodbye)
            {
                await SayAsync(stream, "421 closing");
                return;
            }

            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await GreetAsync(stream);
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    stream = await EncryptAsync(stream);
                    break;
                case "AUTH":
                    await SayAsync(stream, "235 welcome");
                    break;
                case "RCPT":
                    var to = line.Split('<', '>')[1];
                    var refusal = Refuse(to);
                    if (refusal is null)
                    {
                        recipients.Add(to);
                    }

                    await SayAsync(stream, refusal ?? "250 ok");
                    break;
                case "RSET":
                    recipients.Clear();
                    await SayAsync(stream, "250 ok");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    AcknowledgeAtOnce(client.Client);
                    await TakeAsync(stream, recipients);
                    recipients.Clear();
                    if (HangsUpInsteadOfAnswering)
                    {
                        return;
                    }

                    await SayAsync(stream, "250 taken");
                    hadMail = true;
                    if (AfterMail is SmtpSessionEnd.Reset)
                    {
                        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                    }

                    if (AfterMail is SmtpSessionEnd.Reset or SmtpSessionEnd.Close)
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private Task GreetAsync(Stream stream)
    {
        var lines = new List<string> { "loopback" };
        lines.AddRange(Extensions);
        if (Certificate is not null && stream is not SslStream)
        {
            lines.Add("STARTTLS");
        }

        var greeting = lines.Select(
            (line, index) => $"250{(index == lines.Count - 1 ? ' ' : '-')}{line}"
        );
        return SayAsync(stream, string.Join("\r\n", greeting));
    }

    private async Task TakeAsync(Stream stream, List<string> recipients)
    {
        var message = await ReadMessageAsync(stream);
        int count;
        lock (_lock)
        {
            _received.Add(new SmtpDelivery([.. recipients], message));
            count = _received.Count;
        }

        Taken?.Invoke(count);
    }

    /// <summary>The sender writes a mail in pieces and waits for the word that the first arrived, which Linux holds back for 40 ms: too long for a thousand mails.</summary>
    private static void AcknowledgeAtOnce(Socket socket)
    {
        const int tcp = 6;
        const int quickAck = 12;
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(tcp, quickAck, BitConverter.GetBytes(1));
        }
    }

    private static async Task<string> ReadMessageAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return message.ToString();
    }

    // Byte by byte, so that nothing of a handshake that follows a line is read ahead.
    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static async Task SayAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));
        await stream.FlushAsync();
    }
}
