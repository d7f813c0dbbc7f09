namespace ProfileTwoFactor.Mail.Queue;

/// <summary>What is to become of a job.</summary>
internal readonly record struct JobStep
{
    private JobStep(
        bool finished,
        bool failed,
        DateTimeOffset? at,
        bool doubtful = false,
        UnnotedMail? unnoted = null
    )
    {
        Unnoted = unnoted;
        IsFinished = finished;
        HasFailed = failed;
        NextAt = at;
        IsDoubtful = doubtful;
    }

    public bool IsFinished { get; }

    /// <summary>Counts as a failed attempt: the wait before the next one doubles.</summary>
    public bool HasFailed { get; }

    /// <summary>Whether the mail was accepted is not known.</summary>
    public bool IsDoubtful { get; }

    /// <summary>What went out and must be noted before anything else goes out.</summary>
    public UnnotedMail? Unnoted { get; }

    public DateTimeOffset? NextAt { get; }

    public static JobStep Finished { get; } = new(true, false, null);

    public static JobStep Failed { get; } = new(false, true, null);

    public static JobStep Doubtful { get; } = new(false, true, null, doubtful: true);

    public static JobStep NotNoted(UnnotedMail mail) => new(false, true, null, unnoted: mail);

    public static JobStep At(DateTimeOffset time) => new(false, false, time);
}
