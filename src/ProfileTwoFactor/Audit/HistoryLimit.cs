namespace ProfileTwoFactor.Audit;

/// <summary>The earliest time that is shown. What is older may still wait for its deletion.</summary>
internal static class HistoryLimit
{
    public static DateTimeOffset? Of(SecurityHistoryOptions options, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return
            options.Retention == Timeout.InfiniteTimeSpan
            || options.Retention >= now - DateTimeOffset.MinValue
            ? null
            : now - options.Retention;
    }
}
