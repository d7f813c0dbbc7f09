namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Says what in a history of one profile could not have happened if the package kept its promises.</summary>
/// <remarks>
/// Nodes and callers run at the same time, so the model asks only whether some order explains the answers: what overlaps may have
/// happened either way round, and what no one knows the outcome of may have happened or not.
/// </remarks>
internal sealed class SoakModel(TimeSpan decisionLifetime)
{
    /// <summary>The profile is on and everyone a member when the history begins.</summary>
    public IReadOnlyList<string> Violations(IReadOnlyCollection<SoakEvent> history) =>
        [.. CodesAcceptedTwice(history), .. AccessesNothingExplains(history)];

    private static IEnumerable<string> CodesAcceptedTwice(IEnumerable<SoakEvent> history) =>
        history
            .Where(item => item.IsDone && item.Code is not null)
            .GroupBy(item => item.Code)
            .Where(uses => uses.Count() > 1)
            .Select(uses =>
                $"Code {uses.Key} was accepted {uses.Count()} times: {string.Join("; ", uses)}"
            );

    private IEnumerable<string> AccessesNothingExplains(IReadOnlyCollection<SoakEvent> history)
    {
        var changes = history.Where(item => item.Act != SoakAct.Access).ToList();
        return history
            .Where(item => item is { Act: SoakAct.Access, IsDone: true })
            .Where(access =>
                !IsMember(access, changes)
                || (!MayBeOff(access, changes) && !HasWindow(access, changes))
            )
            .Select(access => $"Nothing explains that this was let in: {access}");
    }

    /// <summary>Opened by this very browser, and not surely over by anything that ends windows.</summary>
    private bool HasWindow(SoakEvent access, List<SoakEvent> changes) =>
        changes
            .Where(change =>
                change.IsDone
                && change.Browser == access.Browser
                && change.Act is SoakAct.Verify or SoakAct.Bind or SoakAct.Enable
            )
            .Any(opened =>
                Explains(opened, access, changes.Where(change => EndsWindows(change, access)))
            );

    private static bool EndsWindows(SoakEvent change, SoakEvent access) =>
        change.Act switch
        {
            // A new epoch, however the one before ended.
            SoakAct.Disable or SoakAct.Enable => true,
            SoakAct.Reset or SoakAct.Remove => change.Member == access.Member,
            _ => false,
        };

    private bool MayBeOff(SoakEvent access, List<SoakEvent> changes) =>
        changes
            .Where(change => change.Act == SoakAct.Disable && change.Outcome != SoakOutcome.Refused)
            .Any(off =>
                Explains(off, access, changes.Where(change => change.Act == SoakAct.Enable))
            );

    private bool IsMember(SoakEvent access, List<SoakEvent> changes)
    {
        var removals = changes
            .Where(change => change.Act == SoakAct.Remove && change.Member == access.Member)
            .ToList();
        return !removals.Exists(removal => IsSurelyOver(removal, access))
            || changes
                .Where(change =>
                    change.Act == SoakAct.Join
                    && change.Member == access.Member
                    && change.Outcome != SoakOutcome.Refused
                )
                .Any(joined => Explains(joined, access, removals));
    }

    private bool Explains(SoakEvent grant, SoakEvent access, IEnumerable<SoakEvent> ends) =>
        grant.Start <= access.End
        && !ends.Any(end => grant.IsBefore(end) && IsSurelyOver(end, access));

    /// <summary>It was done so long before the request that no node can have remembered the state before it.</summary>
    private bool IsSurelyOver(SoakEvent end, SoakEvent access) =>
        end.IsDone && end.End + decisionLifetime < access.Start;
}
