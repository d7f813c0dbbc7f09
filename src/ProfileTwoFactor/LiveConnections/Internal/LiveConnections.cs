using System.Collections.Concurrent;

namespace ProfileTwoFactor.Internal;

/// <summary>The open connections of this process, and the scopes in which something changed since the watcher last looked.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<LiveConnection, byte> _connections = new();
    private readonly Lock _lock = new();
    private HashSet<TwoFactorScope> _changed = [];
    private bool _everythingChanged;
    private TaskCompletionSource _signal = NewSignal();

    public LiveConnections(DecisionCache decisions) => decisions.Changed += OnChanged;

    public int Count => _connections.Count;

    public void Add(LiveConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(LiveConnection connection) => _connections.TryRemove(connection, out _);

    /// <summary>Completes when there is a change to look at.</summary>
    public Task ChangedAsync()
    {
        lock (_lock)
        {
            return _signal.Task;
        }
    }

    public List<LiveConnection> TakeAll()
    {
        TakeChanges();
        return [.. _connections.Select(pair => pair.Key)];
    }

    /// <summary>The connections a change concerns, and those nobody could decide about last time.</summary>
    public List<LiveConnection> TakeConcerned()
    {
        var (changed, everything) = TakeChanges();
        return
        [
            .. _connections
                .Select(pair => pair.Key)
                .Where(connection =>
                    everything
                    || connection.UnansweredSince is not null
                    || connection.IsConcernedBy(changed)
                ),
        ];
    }

    /// <summary>Runs inside somebody's request: it takes a note and leaves the work to the watcher.</summary>
    private void OnChanged(TwoFactorScope? scope)
    {
        if (_connections.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            if (scope is { } one)
            {
                _changed.Add(one);
            }
            else
            {
                _everythingChanged = true;
            }

            _signal.TrySetResult();
        }
    }

    private (HashSet<TwoFactorScope> Changed, bool Everything) TakeChanges()
    {
        lock (_lock)
        {
            var taken = (_changed, _everythingChanged);
            (_changed, _everythingChanged) = ([], false);
            if (_signal.Task.IsCompleted)
            {
                _signal = NewSignal();
            }

            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
