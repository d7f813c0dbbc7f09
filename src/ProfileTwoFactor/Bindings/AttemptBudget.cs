using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>How many wrong codes a member has. One budget for every place that takes a code of the binding, kept in the record itself.</summary>
internal static class AttemptBudget
{
    public const int FreeFailures = 5;
    public const int DisablingFailures = 100;
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LeastSkew = TimeSpan.FromMinutes(5);

    /// <summary>How far ahead of this node the clock of the node that set a lock may have been, and never less than five minutes, which is what clusters commonly keep.</summary>
    public static TimeSpan SkewOf(ProfileTwoFactorOptions options) =>
        ApartOf(options) is var apart && apart > LeastSkew ? apart : LeastSkew;

    /// <summary>How far the clocks of two nodes may be apart: each may be off by what is tolerated, in its own direction. Where clocks are not compared it is unknown, and five minutes.</summary>
    public static TimeSpan ApartOf(ProfileTwoFactorOptions options) =>
        options.ToleratedClockSkew is var tolerated
        && tolerated >= TimeSpan.Zero
        && tolerated < TimeSpan.MaxValue / 2
            ? tolerated * 2
            : LeastSkew;

    /// <summary>Decides without looking at the code, and so without a write: a guess that is not looked at costs nothing and tells nothing.</summary>
    public static CodeOutcome? Refuse(BindingRecord record, DateTimeOffset now, TimeSpan skew)
    {
        // Without an authenticator there is nothing to disable; and no one could reset an Owner who has not enabled yet.
        if (record.Active is not null && record.Failures >= DisablingFailures)
        {
            return new CodeOutcome(CodeStatus.Disabled);
        }

        // A lock or hold longer than any we set was set by a clock that has since been put back; it would last for as long as that was off.
        // One that is longer by no more than clocks differ was set by another node, and counts.
        var longest = LongestDelay + skew;
        var held = HoldMark.WaitOf(record, now, longest) ?? TimeSpan.Zero;
        var locked =
            record.LockedUntil - now is { } rest && rest > TimeSpan.Zero && rest <= longest
                ? rest
                : TimeSpan.Zero;
        if (held == TimeSpan.Zero && locked == TimeSpan.Zero)
        {
            return null;
        }

        return new CodeOutcome(CodeStatus.LockedOut)
        {
            RetryAfter = held < locked ? locked : held,
            // So few wrong codes cause no wait: an import or a change of the authenticators did.
            WaitReason =
                held >= locked || record.Failures < FreeFailures
                    ? TwoFactorError.AfterChange
                    : TwoFactorError.WrongCodes,
            Failures = record.Failures,
        };
    }

    public static BindingRecord Failed(BindingRecord record, DateTimeOffset now)
    {
        var failures = record.Failures + 1;
        return record with
        {
            Failures = failures,
            LockedUntil = DelayAfter(failures) is { } delay ? now + delay : null,
        };
    }

    public static BindingRecord Cleared(BindingRecord record) =>
        record with
        {
            Failures = 0,
            LockedUntil = null,
        };

    public static TimeSpan? DelayAfter(int failures)
    {
        if (failures < FreeFailures)
        {
            return null;
        }

        var doublings = Math.Min(failures - FreeFailures, 10);
        var delay = FirstDelay * (1 << doublings);
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
