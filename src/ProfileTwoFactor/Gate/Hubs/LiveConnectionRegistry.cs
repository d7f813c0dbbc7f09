using System.Collections.Concurrent;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>The open connections of this process, answers that take long among them, and the scopes in which something changed since the watcher last looked.</summary>
internal sealed class LiveConnectionRegistry
{
    /// <summary>An answer that is open for as long is asked about. Almost all end before, and pay nothing.</summary>
    private static readonly TimeSpan LongAnswer = TimeSpan.FromSeconds(2);

    /// <summary>Beyond that, connections end with the check at the interval.</summary>
    private const int MostDates = 10_000;

    private readonly ConcurrentDictionary<LiveConnection, byte> _connections = new();
    private readonly Lock _lock = new();
    private HashSet<TwoFactorScope> _changed = [];
    private HashSet<string> _closed = new(StringComparer.Ordinal);
    private readonly Dictionary<TwoFactorScope, DateTimeOffset> _dates = [];
    private TaskCompletionSource _signal = NewSignal();

    private readonly OpenAnswerList _answers;
    private readonly TimeProvider _time;

    public LiveConnectionRegistry(ScopeRegistry scopes, OpenAnswerList answers, TimeProvider time)
    {
        _answers = answers;
        _time = time;
        scopes.Changed += scope => Note(() => _changed.Add(scope));
        scopes.Scheduled += NoteDate;
        scopes.WindowClosed += cookie => Note(() => _closed.Add(cookie));
    }

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
        AddLongAnswers();
        return [.. _connections.Select(pair => pair.Key)];
    }

    /// <summary>The connections affected by a change, and those without a decision last time.</summary>
    public List<LiveConnection> TakeConcerned()
    {
        var (changed, closed) = TakeChanges();
        AddLongAnswers();
        return
        [
            .. _connections
                .Select(pair => pair.Key)
                .Where(connection =>
                    connection.UnansweredSince is not null
                    || connection.IsConcernedBy(changed)
                    || (closed.Count > 0 && connection.Presents(closed))
                ),
        ];
    }

    /// <summary>When the next date comes at which connections without a code have to end.</summary>
    public DateTimeOffset? NextDate()
    {
        lock (_lock)
        {
            return _dates.Count == 0 ? null : _dates.Values.Min();
        }
    }

    // Also while nothing is open: what opens later may be let in by a reading that is kept, and then no code comes here again.
    private void NoteDate(TwoFactorScope scope, DateTimeOffset date)
    {
        lock (_lock)
        {
            if (
                (_dates.TryGetValue(scope, out var known) && known == date)
                || (_dates.Count >= MostDates && !_dates.ContainsKey(scope))
            )
            {
                return;
            }

            _dates[scope] = date;
            _signal.TrySetResult();
        }
    }

    /// <summary>Runs inside a request: it records the change and leaves the work to the watcher.</summary>
    private void Note(Action note)
    {
        if (_connections.IsEmpty && _answers.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            note();
            _signal.TrySetResult();
        }
    }

    private void AddLongAnswers()
    {
        var now = _time.GetUtcNow();
        foreach (var answer in _answers.TakeBegunBefore(now - LongAnswer, now))
        {
            answer.Watch();
            Add(answer);
            // It may have ended in between, and then no other code removes it.
            if (answer.IsOver)
            {
                Remove(answer);
            }
        }
    }

    private (HashSet<TwoFactorScope> Changed, HashSet<string> Closed) TakeChanges()
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (scope, _) in _dates.Where(date => date.Value <= now).ToList())
            {
                _dates.Remove(scope);
                _changed.Add(scope);
            }

            var taken = (_changed, _closed);
            (_changed, _closed) = ([], new(StringComparer.Ordinal));
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
