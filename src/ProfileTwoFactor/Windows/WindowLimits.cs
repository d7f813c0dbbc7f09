using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Windows;

/// <summary>When the windows of a scope are valid and when they must be extended. Judged by our clock: caches keep their own.</summary>
internal sealed class WindowLimits(ProfileRules rules)
{
    public TimeSpan Window => rules.WindowLifetime;

    /// <summary>What windows can have been opened with.</summary>
    public AllowedKinds Kinds { get; } = AllowedKinds.Of(rules);

    /// <summary>Null: no absolute limit.</summary>
    public TimeSpan? Absolute => rules.AbsoluteLifetime;

    /// <summary>The age that the Owner of the profile set for sensitive actions, in seconds; 0 for none.</summary>
    public int OwnerMaxAgeSeconds { get; } =
        rules.OwnerMaxAge is { } age ? (int)Math.Min(age.TotalSeconds, int.MaxValue) : 0;

    /// <summary>Activity is written down at most this often, so that a busy page does not write at each request.</summary>
    public TimeSpan ExtensionInterval { get; } =
        TimeSpan.FromTicks(
            Math.Min(TimeSpan.FromMinutes(1).Ticks, rules.WindowLifetime.Ticks / 60)
        );

    /// <summary>For how long a backup code lets a new passkey be bound where only passkeys are accepted: at most, if windows end earlier.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromHours(1);

    public static bool IsRecovering(long verifiedAt, long now) => now - verifiedAt < Recovery.Ticks;

    public bool IsAlive(long verifiedAt, long lastActive, long now)
    {
        // A clock that was stepped back must not make a window from the future: its age would be negative and it would never end.
        // One minute is what clocks of a cluster may differ.
        var skew = TimeSpan.TicksPerMinute;
        if (verifiedAt > now + skew || lastActive > now + skew)
        {
            return false;
        }

        // What had ended when the lifetimes were changed doesn't begin again, however long they are now.
        if (lastActive <= rules.ActiveAfter || verifiedAt <= rules.VerifiedAfter)
        {
            return false;
        }

        return now - lastActive < Window.Ticks
            && (Absolute is not { } limit || now - verifiedAt < limit.Ticks);
    }

    public bool WantsExtension(long lastActive, long now) =>
        now - lastActive >= ExtensionInterval.Ticks;

    public DateTimeOffset ValidUntil(DateTimeOffset verifiedAt, DateTimeOffset lastActive)
    {
        var idle = lastActive + Window;
        return Absolute is { } limit && verifiedAt + limit < idle ? verifiedAt + limit : idle;
    }
}
