namespace ProfileTwoFactor;

/// <summary>The audit webhook: each event is posted as signed JSON to an address of yours. The options are validated at startup.</summary>
/// <remarks>An event is written to <see cref="SpoolPath"/> before the call that caused it is answered, and is deleted there when the receiver has accepted it. So it's delivered at least once, also if the process ends in between.</remarks>
public sealed class AuditWebhookOptions
{
    /// <summary>The address. Redirects aren't followed.</summary>
    /// <value>There is no default. An absolute https address is required. For a loopback address, http is allowed.</value>
    public Uri? Url { get; set; }

    /// <summary>The key of the signature (HMAC-SHA256 over the UTF-8 text), which the receiver has too. It is never logged.</summary>
    /// <value>There is no default. At least 32 characters are required: use random ones.</value>
    public string SigningKey { get; set; } = "";

    /// <summary>The key that is being replaced. While it is set, each request carries a signature with each of the two keys.</summary>
    /// <value>The default is null. If set, the rules of <see cref="SigningKey"/> apply.</value>
    public string? PreviousSigningKey { get; set; }

    /// <summary>The folder in which events wait. It's created if it doesn't exist, readable by the app's user only. It must survive a restart of the process, and must not be shared by several machines.</summary>
    /// <value>There is no default. An absolute path is required.</value>
    public string SpoolPath { get; set; } = "";

    /// <summary>The maximum number of events that wait. While that many wait, new events aren't kept (events 1700 and 1720 in the log).</summary>
    /// <value>The default is 10,000. The minimum is 1, and the maximum is 1,000,000.</value>
    public int MaxPendingEvents { get; set; } = 10_000;

    /// <summary>The time that the receiver has to accept one event.</summary>
    /// <value>The default is 10 seconds. The minimum is one second, and the maximum is two minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time before the second attempt. It doubles with each further attempt.</summary>
    /// <value>The default is one second. The minimum is one second, and the maximum is <see cref="MaxRetryDelay"/>.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum time between two attempts.</summary>
    /// <value>The default is 5 minutes. The maximum is one hour.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time after which an event that the receiver doesn't accept is dropped (event 1722 in the log).</summary>
    /// <value>The default is 3 days. The minimum is one minute, and the maximum is 90 days.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);
}
