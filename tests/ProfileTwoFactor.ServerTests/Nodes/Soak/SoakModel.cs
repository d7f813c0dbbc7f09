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
        var off = new SoakTimeline(
            changes.Where(change => change is { Act: SoakAct.Disable, IsRefused: false }),
            changes.Where(change => change.Act == SoakAct.Enable)
        );
        var memberships = new Dictionary<string, SoakTimeline>();
        var windows = new Dictionary<(string, string), SoakTimeline>();
        foreach (var access in history.Where(item => item is { Act: SoakAct.Access, IsDone: true }))
        {
            var membership = Of(memberships, access.Member, () => Membership(changes, access));
            var window = Of(
                windows,
                (access.Member, access.Browser),
                () => Window(changes, access)
            );
            if (
                (
                    membership.IsSurelyEnded(access, decisionLifetime)
                    && !membership.Explains(access, decisionLifetime)
                )
                || (
                    !off.Explains(access, decisionLifetime)
                    && !window.Explains(access, decisionLifetime)
                )
            )
            {
                yield return $"Nothing explains that this was let in: {access}";
            }
        }
    }

    private static SoakTimeline Membership(List<SoakEvent> changes, SoakEvent access) =>
        new(
            changes.Where(change =>
                change is { Act: SoakAct.Join, IsRefused: false } && change.Member == access.Member
            ),
            changes.Where(change => change.Act == SoakAct.Remove && change.Member == access.Member)
        );

    /// <summary>Opened by this very browser, and not surely over by anything that ends windows.</summary>
    private static SoakTimeline Window(List<SoakEvent> changes, SoakEvent access) =>
        new(
            changes.Where(change =>
                change.IsDone
                && change.Browser == access.Browser
                && change.Act is SoakAct.Verify or SoakAct.Bind or SoakAct.Enable
            ),
            changes.Where(change => EndsWindows(change, access))
        );

    private static bool EndsWindows(SoakEvent change, SoakEvent access) =>
        change.Act switch
        {
            // A new epoch, however the one before ended.
            SoakAct.Disable or SoakAct.Enable => true,
            SoakAct.Reset or SoakAct.Remove => change.Member == access.Member,
            _ => false,
        };

    private static SoakTimeline Of<TKey>(
        Dictionary<TKey, SoakTimeline> known,
        TKey key,
        Func<SoakTimeline> create
    )
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var timeline))
        {
            timeline = create();
            known.Add(key, timeline);
        }

        return timeline;
    }
}
