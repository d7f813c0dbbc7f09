namespace ProfileTwoFactor.Internal;

/// <summary>How many wrong codes a member has. One budget for every place that takes a code of the binding, kept in the record itself.</summary>
internal static class AttemptBudget
{
    public const int FreeFailures = 5;
    public const int DisablingFailures = 100;
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>Decides without looking at the code, and so without a write: a guess that is not looked at costs nothing and tells nothing.</summary>
    public static CodeOutcome? Refuse(BindingRecord record, DateTimeOffset now)
    {
        if (record.Failures >= DisablingFailures)
        {
            return new CodeOutcome(CodeStatus.Disabled);
        }

        return record.LockedUntil is { } until && until > now
            ? new CodeOutcome(CodeStatus.LockedOut)
            {
                RetryAfter = until - now,
                Failures = record.Failures,
            }
            : null;
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
