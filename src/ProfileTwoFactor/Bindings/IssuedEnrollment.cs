namespace ProfileTwoFactor.Bindings;

/// <summary>A code or pass on its one way out, or why there is none. Not a record: nothing prints it by accident.</summary>
internal sealed class IssuedEnrollment(string? text, DateTimeOffset expiresAt)
{
    public static IssuedEnrollment AlreadyBound { get; } = new(null, default);

    /// <summary>Null when none was issued.</summary>
    public string? Text { get; } = text;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Set when too many were issued.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static IssuedEnrollment TooMany(TimeSpan retryAfter) =>
        new(null, default) { RetryAfter = retryAfter };
}
