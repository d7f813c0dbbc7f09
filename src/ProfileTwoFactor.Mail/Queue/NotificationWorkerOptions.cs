namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The worker's pace. Internal: hosts have no reason to change it, tests have no time to wait for it.</summary>
internal sealed class NotificationWorkerOptions
{
    /// <summary>How often a node looks for jobs of other nodes, and of stopped ones, while there are some. What it queued itself wakes it.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The same after it found nothing for a while: each look that finds nothing doubles the pause up to this.</summary>
    public TimeSpan QuietInterval => PollInterval * 12;

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

    /// <summary>How long a completed announcement is kept, and with it who was notified when; longer than the pace.</summary>
    public TimeSpan Remembered { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the mail system may refuse a mail for good before it is given up.</summary>
    public int MostRejections { get; set; } = 3;

    /// <summary>How many mails to one person a node sends at the same time.</summary>
    public int PersonalPlaces { get; set; } = 4;

    /// <summary>How many mails to all members a node works on at the same time.</summary>
    public int AnnouncementPlaces { get; set; } = 3;

    /// <summary>How many places of a list the jobs of one profile or account may have at the same time.</summary>
    public int PlacesOfAGroup { get; set; } = 2;

    /// <summary>The time after which a mail to all members gives its place to the next one.</summary>
    public TimeSpan Slice { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The shortest time between two mails to one person that the same profile was switched in the same way.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often work may begin on a job whose outcome then can't be written down.</summary>
    public int MostStarts { get; set; } = 3;

    /// <summary>After so many attempts of which it is not known whether the mail was accepted, it counts as sent: one copy too many at most.</summary>
    public int MostUncertain { get; set; } = 2;

    /// <summary>How long the host's directory may take for one member.</summary>
    public TimeSpan DirectoryPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a job that makes no sense, or can't be written down, waits.</summary>
    public TimeSpan UnreadablePause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many recipients are read before the first of them is sent to.</summary>
    public int ChunkSize { get; set; } = 2000;

    /// <summary>The wait after so many failed attempts: doubling, up to the longest.</summary>
    public TimeSpan RetryAfter(int attempts)
    {
        var delay = FirstRetry * (1L << Math.Clamp(attempts - 1, 0, 20));
        return delay < LongestRetry ? delay : LongestRetry;
    }
}
