namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>What may have begun something, and what ends it. Sorted once, so that a history of an hour is judged in seconds.</summary>
internal sealed class SoakTimeline
{
    private readonly SoakEvent[] _grants;
    private readonly SoakEvent[] _lasting;
    private readonly SoakEvent[] _ends;
    private readonly TimeSpan[] _latestStarts;

    /// <param name="grants">What may have begun it.</param>
    /// <param name="ends">What ends all that was over before it began. Only what is known to be done ends anything.</param>
    public SoakTimeline(IEnumerable<SoakEvent> grants, IEnumerable<SoakEvent> ends)
    {
        _grants = [.. grants.OrderBy(grant => grant.Start)];
        // Of those that began until then, the one that was over last: nothing ends it that leaves another one.
        _lasting = [.. _grants];
        for (var i = 1; i < _lasting.Length; i++)
        {
            if (_lasting[i].End < _lasting[i - 1].End)
            {
                _lasting[i] = _lasting[i - 1];
            }
        }

        _ends = [.. ends.Where(end => end.IsDone).OrderBy(end => end.End)];
        _latestStarts = [.. _ends.Select(end => end.Start)];
        for (var i = 1; i < _latestStarts.Length; i++)
        {
            _latestStarts[i] = TimeSpan.FromTicks(
                Math.Max(_latestStarts[i].Ticks, _latestStarts[i - 1].Ticks)
            );
        }
    }

    /// <summary>Whether an end was over so long before the access that no node can have remembered the state before it.</summary>
    public bool IsSurelyEnded(SoakEvent access, TimeSpan remembered) =>
        EndsBefore(access, remembered) > 0;

    /// <summary>Whether something had begun that isn't surely over.</summary>
    /// <param name="access">What is to be explained.</param>
    /// <param name="remembered">How long after an end a node may still act on the state before it.</param>
    /// <param name="lifetime">After which it ends by itself. Null for never.</param>
    public bool Explains(SoakEvent access, TimeSpan remembered, TimeSpan? lifetime = null)
    {
        var begun = Count(_grants, grant => grant.Start <= access.End);
        var over = EndsBefore(access, remembered);
        return begun > 0
            && (over == 0 || _lasting[begun - 1].End > _latestStarts[over - 1])
            && (lifetime is null || access.Earliest <= _lasting[begun - 1].Latest + lifetime);
    }

    private int EndsBefore(SoakEvent access, TimeSpan remembered) =>
        Count(_ends, end => end.End + remembered < access.Start);

    /// <summary>How many there are at the beginning.</summary>
    private static int Count(SoakEvent[] sorted, Predicate<SoakEvent> isOne)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = isOne(sorted[middle]) ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
