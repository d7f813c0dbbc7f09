namespace ProfileTwoFactor.Mail.Sending;

/// <summary>What became of an attempt to send.</summary>
internal enum SendResult
{
    Sent,

    /// <summary>The mail system, or the way to it, is out of order.</summary>
    Failed,

    /// <summary>The mail system works and doesn't want this mail.</summary>
    Rejected,

    /// <summary>The mail was handed over and no answer came.</summary>
    Uncertain,

    GivenUp,
}
