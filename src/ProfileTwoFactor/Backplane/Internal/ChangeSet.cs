namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Changes that wait for the one who deals with them. Bounded; the same change waits once.</summary>
internal sealed class ChangeSet(int capacity)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Change> _waiting = [];
    private TaskCompletionSource _signal = NewSignal();
    private bool _all;

    /// <returns>False when it was dropped.</returns>
    public bool Add(in Change change)
    {
        lock (_lock)
        {
            // Nothing can be missing from everything.
            if (_all || _waiting.Contains(change))
            {
                return true;
            }

            if (_waiting.Count >= capacity)
            {
                return false;
            }

            _waiting.Add(change);
            _signal.TrySetResult();
            return true;
        }
    }

    /// <summary>Anything may have changed.</summary>
    public void AddAll()
    {
        lock (_lock)
        {
            _all = true;
            _waiting.Clear();
            _signal.TrySetResult();
        }
    }

    /// <summary>Waits for changes.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _signal.Task.WaitAsync(cancellationToken);
        }
    }

    /// <param name="most">How many.</param>
    /// <param name="all">Anything may have changed; then there are no others.</param>
    public IReadOnlyCollection<Change> Take(int most, out bool all)
    {
        lock (_lock)
        {
            all = _all;
            _all = false;
            Change[] taken = [.. _waiting.Take(most)];
            _waiting.ExceptWith(taken);
            if (_waiting.Count == 0 && _signal.Task.IsCompleted)
            {
                _signal = NewSignal();
            }

            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
