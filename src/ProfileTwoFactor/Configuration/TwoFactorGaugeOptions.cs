namespace ProfileTwoFactor;

/// <summary>The gauges for operators. The options are validated at startup.</summary>
public sealed class TwoFactorGaugeOptions
{
    /// <summary>The time for which a reading of the store and the directory is shown before another one begins.</summary>
    /// <value>The default is 5 minutes. The minimum is 10 seconds, and the maximum is one day.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The number of profiles with two-factor authentication up to which members are counted. Each of them costs a list of its members and of its bindings.</summary>
    /// <value>The default is 1,000. The minimum is 0: members aren't counted. The maximum is 100,000.</value>
    public int MaxProfiles { get; set; } = 1000;
}
