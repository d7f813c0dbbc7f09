namespace ProfileTwoFactor.Mail.Stores;

/// <summary>A query for due jobs.</summary>
public sealed record DueJobQuery
{
    /// <summary>The queue.</summary>
    public required NotificationLane Lane { get; init; }

    /// <summary>The current time of the package, not of the store. A job is due if its <see cref="NotificationJob.NotBefore"/> is at or before it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The maximum number of jobs.</summary>
    public required int Limit { get; init; }

    /// <summary>The <see cref="NotificationJob.Group"/> values of jobs to skip, because they already have their share of workers. The list is short.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyCollection<string> ExceptGroups { get; init; } = [];
}
