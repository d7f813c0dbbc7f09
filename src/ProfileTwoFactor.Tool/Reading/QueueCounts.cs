namespace ProfileTwoFactor.Tool.Reading;

internal sealed record QueueCounts(long Jobs, long Due, DateTimeOffset? OldestDueAt);
