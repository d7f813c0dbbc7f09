using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A small mail server on this machine that can be down, and refuse recipients. Its port stays the same.</summary>
internal sealed class LoopbackSmtpServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SmtpDelivery> _received = [];
    private readonly List<Task> _sessions = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public LoopbackSmtpServer()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
    }

    public int Port { get; }

    /// <summary>The answer to RCPT, for addresses that are refused; null: accepted.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Told when a mail is here for good, and its sender doesn't know yet. Gets how many there are.</summary>
    public Action<int>? Taken { get; set; }

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

    public async ValueTask DisposeAsync() => await StopAsync();

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
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1)
            {
                NewLine = "\r\n",
                AutoFlush = true,
            };
            await writer.WriteLineAsync("220 loopback");
            var recipients = new List<string>();
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO" or "HELO":
                        await writer.WriteLineAsync("250 loopback");
                        break;
                    case "RCPT":
                        var to = line.Split('<', '>')[1];
                        var refusal = Refuse(to);
                        if (refusal is null)
                        {
                            recipients.Add(to);
                        }

                        await writer.WriteLineAsync(refusal ?? "250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        AcknowledgeAtOnce(client.Client);
                        var message = await ReadMessageAsync(reader);
                        int count;
                        lock (_lock)
                        {
                            _received.Add(new SmtpDelivery([.. recipients], message));
                            count = _received.Count;
                        }

                        Taken?.Invoke(count);
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
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

    private static async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return message.ToString();
    }
}
