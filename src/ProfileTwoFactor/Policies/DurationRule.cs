namespace ProfileTwoFactor.Policies;

/// <summary>The app's value of one duration, and between which limits an Owner may set another.</summary>
/// <param name="Host">The app's own value; null for no limit.</param>
/// <param name="Minimum">The shortest.</param>
/// <param name="Maximum">The longest.</param>
internal sealed record DurationRule(TimeSpan? Host, TimeSpan Minimum, TimeSpan Maximum)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Where the app's own value has no limit. Caches and cookies add it to now.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static DurationRule Create(TimeSpan host, TimeSpan? minimum, TimeSpan? maximum)
    {
        var own = host == Timeout.InfiniteTimeSpan ? (TimeSpan?)null : host;
        var longest = maximum ?? own ?? Longest;
        return new(own, minimum ?? (longest < Minute ? Second : Minute), longest);
    }

    public bool Allows(TimeSpan value) => value >= Minimum && value <= Maximum;

    /// <summary>What counts: the Owner's value, or the app's. What was stored before a limit changed is held to the limit.</summary>
    public TimeSpan? Of(TimeSpan? owner) =>
        owner is not { } value ? Host
        : value < Minimum ? Minimum
        : value > Maximum ? Maximum
        : value;
}
