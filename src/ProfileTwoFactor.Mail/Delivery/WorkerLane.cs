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

    // Of jobs that could not be written: how often in a row, and until when this node leaves them alone.
    private readonly Dictionary<string, (int Failures, DateTimeOffset Until)> _resting = new(
        StringComparer.Ordinal
    );

    public NotificationLane Lane => lane;

    public int Resting
    {
        get
        {
            lock (_lock)
            {
                return _resting.Count;
            }
        }
    }

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

    /// <summary>Leaves a job alone for a while, longer each time.</summary>
    /// <param name="job">The job that could not be written.</param>
    /// <param name="now">The time.</param>
    /// <param name="pause">How long after so many failures.</param>
    public void Rest(NotificationJob job, DateTimeOffset now, Func<int, TimeSpan> pause)
    {
        lock (_lock)
        {
            var failures = _resting.GetValueOrDefault(job.Id).Failures + 1;
            _resting[job.Id] = (failures, now + pause(failures));
            // Those that another node did never come back here. Twice the longest pause, so that those that do keep their count.
            var forgotten = now - (pause(int.MaxValue) * 2);
            foreach (var (id, rest) in _resting)
            {
                if (rest.Until < forgotten)
                {
                    _resting.Remove(id);
                }
            }
        }
    }

    /// <summary>The job could be written again.</summary>
    public void Worked(NotificationJob job)
    {
        lock (_lock)
        {
            _resting.Remove(job.Id);
        }
    }

    /// <summary>Takes a place. Null when there is none, or the job has one or rests; otherwise what gives it back.</summary>
    public Action? TryBegin(NotificationJob job, DateTimeOffset now)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (
                _running.Count >= places
                || _running.ContainsKey(job.Id)
                || (_resting.TryGetValue(job.Id, out var rest) && rest.Until > now)
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
