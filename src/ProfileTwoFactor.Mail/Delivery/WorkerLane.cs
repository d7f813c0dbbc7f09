using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>The places of one list on this node, and who has them.</summary>
/// <param name="lane">The list.</param>
/// <param name="places">How many jobs at the same time.</param>
/// <param name="placesOfAGroup">How many of one profile or account among them.</param>
internal sealed class WorkerLane(NotificationLane lane, int places, int placesOfAGroup)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Group, Task Done)> _running = new(
        StringComparer.Ordinal
    );

    public NotificationLane Lane => lane;

    public bool HasPlace
    {
        get
        {
            lock (_lock)
            {
                return _running.Count < places;
            }
        }
    }

    public Task[] Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running.Values.Select(job => job.Done)];
            }
        }
    }

    public string[] FullGroups()
    {
        lock (_lock)
        {
            return
            [
                .. _running
                    .Values.GroupBy(job => job.Group, StringComparer.Ordinal)
                    .Where(group => group.Count() >= placesOfAGroup)
                    .Select(group => group.Key),
            ];
        }
    }

    /// <summary>Takes a place. Null when there is none, or the job has one; otherwise what gives it back.</summary>
    public Action? TryBegin(NotificationJob job)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (
                _running.Count >= places
                || _running.ContainsKey(job.Id)
                || _running.Values.Count(other => other.Group == job.Group) >= placesOfAGroup
            )
            {
                return null;
            }

            _running[job.Id] = (job.Group, done.Task);
        }

        return () =>
        {
            lock (_lock)
            {
                _running.Remove(job.Id);
            }

            done.SetResult();
        };
    }
}
