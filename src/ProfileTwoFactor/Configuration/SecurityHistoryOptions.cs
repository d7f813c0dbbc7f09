namespace ProfileTwoFactor;

/// <summary>The security history that Owners and users read. The options are validated at startup.</summary>
public sealed class SecurityHistoryOptions
{
    /// <summary>How long events are kept. Older events aren't shown, and are deleted when later events are stored.</summary>
    /// <value>The default is 400 days. The minimum is one day. Use <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
