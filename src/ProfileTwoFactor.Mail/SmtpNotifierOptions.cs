using System.Net;
using System.Net.Security;

namespace ProfileTwoFactor.Mail;

/// <summary>The options of the SMTP notifier. They are validated at startup.</summary>
public sealed class SmtpNotifierOptions
{
    /// <summary>The name or address of the mail server.</summary>
    /// <value>There is no default. A value is required.</value>
    public string Host { get; set; } = "";

    /// <summary>The port.</summary>
    /// <value>The default is 587.</value>
    public int Port { get; set; } = 587;

    /// <summary>The sender's e-mail address, without a display name.</summary>
    /// <value>There is no default. A value is required.</value>
    public string From { get; set; } = "";

    /// <summary>The sender's display name.</summary>
    /// <value>The default is null.</value>
    public string? FromName { get; set; }

    /// <summary>Whether the connection is encrypted from its first byte, without STARTTLS. If true, no mail is sent to a server that doesn't support it.</summary>
    /// <value>The default is null: true on port 465, otherwise false.</value>
    public bool? UseImplicitTls { get; set; }

    /// <summary>Whether the connection must be encrypted with STARTTLS. If true, no mail is sent to a server that doesn't support it.</summary>
    /// <value>The default is null: true, unless the server is this machine (<c>localhost</c> or a loopback address), or the connection is already encrypted.</value>
    public bool? UseStartTls { get; set; }

    /// <summary>The user name, if the server requires one. It is never sent unencrypted over the network.</summary>
    /// <value>The default is null.</value>
    public string? UserName { get; set; }

    /// <summary>The password. It is never logged.</summary>
    /// <value>The default is null.</value>
    public string? Password { get; set; }

    /// <summary>The timeout for connecting, including name resolution, encryption, and authentication.</summary>
    /// <value>The default is 15 seconds. The minimum is one second, and the maximum is two minutes.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The timeout for one mail, including connecting.</summary>
    /// <value>The default is 30 seconds. The minimum is one second, and the maximum is two minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For tests, whose certificates the machine doesn't trust.</summary>
    internal RemoteCertificateValidationCallback? CertificateCheck { get; set; }

    internal bool EncryptsAtOnce() => UseImplicitTls ?? (Port == 465 && UseStartTls is null);

    internal bool Encrypts() => EncryptsAtOnce() || (UseStartTls ?? !IsThisMachine());

    internal bool IsThisMachine() =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
