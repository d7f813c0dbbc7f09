namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The worker's pace. Internal: hosts have no reason to change it, tests have no time to wait for it.</summary>
internal sealed class NotificationWorkerOptions
{
    /// <summary>How often a node looks for jobs of other nodes, and of ones that died.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a job stays with a node that doesn't renew its claim; renewed three times as often.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Short enough that people hear within a minute once the mail server is back.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one mail may take. Longer than a slow server needs: what is cut off may have been accepted, and would be sent twice.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a mail under way may still take when the host stops.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the mail system may be down before a mail is given up.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long an announcement waits for the switch it was filed for; far longer than a switch can take.</summary>
    public TimeSpan EnablingGrace { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a finished announcement is remembered, so that nothing late can file it a second time.</summary>
    public TimeSpan Remembered { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the mail system may refuse a mail for good before it is given up.</summary>
    public int MostRejections { get; set; } = 3;

    /// <summary>How many jobs a node works on at the same time.</summary>
    public int ParallelJobs { get; set; } = 4;

    /// <summary>How many recipients are read before the first of them is sent to.</summary>
    public int ChunkSize { get; set; } = 2000;

    /// <summary>The wait after so many failed attempts: doubling, up to the longest.</summary>
    public TimeSpan RetryAfter(int attempts)
    {
        var delay = FirstRetry * (1L << Math.Clamp(attempts - 1, 0, 20));
        return delay < LongestRetry ? delay : LongestRetry;
    }
}
