namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Real time, whatever clock the host has: it spares the machine and the server.</summary>
internal static class BackplaneTimes
{
    /// <summary>Between two attempts while the backplane is down.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Between two rounds of applying what came: a flood of messages is a few rounds a second.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    /// <summary>After a round that ended all that was kept: a flood costs reads, and not more of them than this allows.</summary>
    public static readonly TimeSpan WholeRound = TimeSpan.FromSeconds(1);

    /// <summary>Between two log messages about what was ignored.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
}
