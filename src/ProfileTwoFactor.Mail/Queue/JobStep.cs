namespace ProfileTwoFactor.Mail.Queue;

/// <summary>What is to become of a job.</summary>
internal readonly record struct JobStep
{
    private JobStep(bool finished, bool failed, DateTimeOffset? at)
    {
        IsFinished = finished;
        HasFailed = failed;
        NextAt = at;
    }

    public bool IsFinished { get; }

    /// <summary>Counts as a failed attempt: the wait before the next one doubles.</summary>
    public bool HasFailed { get; }

    public DateTimeOffset? NextAt { get; }

    public static JobStep Finished { get; } = new(true, false, null);

    public static JobStep Failed { get; } = new(false, true, null);

    public static JobStep At(DateTimeOffset time) => new(false, false, time);
}
