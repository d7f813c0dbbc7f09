namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>How a mail server ends a session that had a mail.</summary>
public enum SmtpSessionEnd
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It answers the next command with 421.</summary>
    Goodbye,

    /// <summary>It closes the connection without a word.</summary>
    Close,

    /// <summary>It resets the connection.</summary>
    Reset,
}
