namespace ProfileTwoFactor.Mail.Stores;

/// <summary>Which due jobs are asked for.</summary>
public sealed record DueJobQuery
{
    /// <summary>The list.</summary>
    public required NotificationLane Lane { get; init; }

    /// <summary>The package's time, not the store's. A job is due when its <see cref="NotificationJob.NotBefore"/> is at or before it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many jobs at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Jobs of these <see cref="NotificationJob.Group"/>s are left out: they have their share of workers. A few at most.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> ExceptGroups { get; init; } = [];
}
