namespace ProfileTwoFactor.Audit;

/// <summary>When something that failed is tried again.</summary>
internal readonly record struct RetryPace(int Failures, DateTimeOffset NotBefore)
{
    // Doubling more often would overflow long after the longest delay is reached.
    private const int MostDoublings = 20;

    public RetryPace After(DateTimeOffset now, AuditWebhookOptions options)
    {
        var delay = options.RetryDelay * Math.Pow(2, Math.Min(Failures, MostDoublings));
        return new(
            Failures + 1,
            now + (delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay)
        );
    }
}
