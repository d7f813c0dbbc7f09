using System.Net;
using System.Net.Security;

namespace ProfileTwoFactor.Mail;

/// <summary>Settings of the SMTP notifier. Checked at start.</summary>
public sealed class SmtpNotifierOptions
{
    /// <summary>The mail server.</summary>
    /// <value>Default: none; it must be set.</value>
    public string Host { get; set; } = "";

    /// <summary>The port.</summary>
    /// <value>Default: 587.</value>
    public int Port { get; set; } = 587;

    /// <summary>The sender's bare address.</summary>
    /// <value>Default: none; it must be set.</value>
    public string From { get; set; } = "";

    /// <summary>The sender's name.</summary>
    /// <value>Default: none.</value>
    public string? FromName { get; set; }

    /// <summary>Whether the connection is encrypted from its first byte, without STARTTLS. A server that can't is then not given any mail.</summary>
    /// <value>Default: null; yes on port 465, which is for that.</value>
    public bool? UseImplicitTls { get; set; }

    /// <summary>Whether the connection must be encrypted by STARTTLS. A server that can't is then not given any mail.</summary>
    /// <value>Default: null; yes, unless the server is this machine (<c>localhost</c> or a loopback address), or the connection is encrypted already.</value>
    public bool? UseStartTls { get; set; }

    /// <summary>The user name, if the server wants one. Never sent unencrypted over the network.</summary>
    /// <value>Default: none.</value>
    public string? UserName { get; set; }

    /// <summary>The password. Never logged.</summary>
    /// <value>Default: none.</value>
    public string? Password { get; set; }

    /// <summary>How long connecting may take: the name, the connection, encryption and login.</summary>
    /// <value>Default: 15 seconds. From one second to two minutes.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one mail may take, connecting included.</summary>
    /// <value>Default: 30 seconds. From one second to two minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For tests: the machine vouches for no certificate of theirs.</summary>
    internal RemoteCertificateValidationCallback? CertificateCheck { get; set; }

    internal bool EncryptsAtOnce() => UseImplicitTls ?? (Port == 465 && UseStartTls is null);

    internal bool Encrypts() => EncryptsAtOnce() || (UseStartTls ?? !IsThisMachine());

    internal bool IsThisMachine() =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
