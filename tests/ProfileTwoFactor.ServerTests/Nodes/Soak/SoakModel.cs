namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Says what in a history could not have happened if the package kept its promises.</summary>
/// <remarks>
/// Nodes and callers run at the same time, so the model asks only whether some order explains the answers: what overlaps may have
/// happened either way round, and what no one knows the outcome of may have happened or not.
/// </remarks>
internal sealed class SoakModel(TimeSpan decisionLifetime, TimeSpan windowLifetime)
{
    private const int ShownChanges = 30;

    /// <summary>The profiles are on and everyone a member when the history begins.</summary>
    /// <param name="history">All calls that were answered.</param>
    /// <param name="settled">
    /// Calls that began later may be under way still, so what was over after it isn't judged: what explains it may not be in the history yet.
    /// </param>
    public IReadOnlyList<string> Violations(
        IReadOnlyCollection<SoakEvent> history,
        TimeSpan settled
    ) =>
        [
            .. CodesAcceptedTwice(history),
            .. WrongCodesAccepted(history),
            .. history
                .GroupBy(item => item.Profile)
                .Select(profile => profile.ToList())
                .SelectMany(profile =>
                    CodesOfEndedBindings(profile, settled)
                        .Concat(AccessesNothingExplains(profile, settled))
                ),
        ];

    private static IEnumerable<string> CodesAcceptedTwice(IEnumerable<SoakEvent> history) =>
        history
            .Where(item => item is { IsDone: true, Code.Id: not null })
            .GroupBy(item => item.Code!.Id)
            .Where(uses => uses.Count() > 1)
            .Select(uses =>
                $"Code {uses.Key} was accepted {uses.Count()} times: {string.Join("; ", uses)}"
            );

    private static IEnumerable<string> WrongCodesAccepted(IEnumerable<SoakEvent> history) =>
        history
            .Where(item => item is { IsDone: true, Code.IsWrong: true })
            .Select(item => $"A wrong code was accepted: {item}");

    /// <remarks>Each code asks the store, so no node may remember the binding of before.</remarks>
    private static IEnumerable<string> CodesOfEndedBindings(
        List<SoakEvent> history,
        TimeSpan settled
    )
    {
        var changes = history.Where(item => item.Act != SoakAct.Access).ToList();
        var bindings = new Dictionary<string, SoakTimeline>();
        foreach (
            var item in changes.Where(item =>
                item is { Act: SoakAct.Verify, IsDone: true, Code.Authenticator: not null }
                && item.End <= settled
            )
        )
        {
            var binding = Of(
                bindings,
                item.Code!.Authenticator!,
                () =>
                    new SoakTimeline(
                        changes.Where(change =>
                            change is { Act: SoakAct.Bind or SoakAct.Enable, IsRefused: false }
                            && change.Code!.Authenticator == item.Code.Authenticator
                        ),
                        changes.Where(change => EndsBinding(change, item))
                    )
            );
            if (!binding.Explains(item, TimeSpan.Zero))
            {
                yield return $"The code of an ended binding was accepted: {item}";
            }
        }
    }

    private IEnumerable<string> AccessesNothingExplains(List<SoakEvent> history, TimeSpan settled)
    {
        var changes = history.Where(item => item.Act != SoakAct.Access).ToList();
        var off = new SoakTimeline(
            changes.Where(change => change is { Act: SoakAct.Disable, IsRefused: false }),
            changes.Where(change => change.Act == SoakAct.Enable)
        );
        var memberships = new Dictionary<string, SoakTimeline>();
        var windows = new Dictionary<string, SoakTimeline>();
        foreach (
            var access in history.Where(item =>
                item is { Act: SoakAct.Access, IsDone: true } && item.End <= settled
            )
        )
        {
            var membership = Of(memberships, access.Member, () => Membership(changes, access));
            var window = Of(windows, access.Browser, () => Window(changes, access));
            // The directory is asked at each request, and no node remembers its answer.
            if (
                membership.IsSurelyEnded(access, TimeSpan.Zero)
                && !membership.Explains(access, TimeSpan.Zero)
            )
            {
                yield return $"This was let in after the member was removed: {access}, after {Before(access, changes)}";
            }
            else if (
                !off.Explains(access, decisionLifetime)
                && !window.Explains(access, decisionLifetime, windowLifetime + decisionLifetime)
            )
            {
                yield return $"Nothing explains that this was let in: {access}, after {Before(access, changes)}";
            }
        }
    }

    /// <summary>The last that happened to the member or the profile, for those who look for the reason.</summary>
    private static string Before(SoakEvent access, List<SoakEvent> changes) =>
        string.Join(
            "; ",
            changes
                .Where(change =>
                    change.Start <= access.End
                    && (
                        change.Member == access.Member
                        || change.Act is SoakAct.Disable or SoakAct.Enable or SoakAct.AskAgain
                    )
                )
                .OrderBy(change => change.Start)
                .TakeLast(ShownChanges)
        );

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
        change.Act == SoakAct.AskAgain
            ? change.Browser != access.Browser
            : EndsBinding(change, access);

    private static bool EndsBinding(SoakEvent change, SoakEvent item) =>
        change.Act switch
        {
            // A new epoch, however the one before ended.
            SoakAct.Disable or SoakAct.Enable => true,
            SoakAct.Reset or SoakAct.Remove => change.Member == item.Member,
            _ => false,
        };

    private static SoakTimeline Of(
        Dictionary<string, SoakTimeline> known,
        string key,
        Func<SoakTimeline> create
    )
    {
        if (!known.TryGetValue(key, out var timeline))
        {
            timeline = create();
            known.Add(key, timeline);
        }

        return timeline;
    }
}
