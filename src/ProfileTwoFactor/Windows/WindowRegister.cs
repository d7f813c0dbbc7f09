using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Lists and ends windows in the records of their members, each by one compare-and-swap. The cache isn't asked.</summary>
internal sealed class WindowRegister(BindingRepository repository, TimeProvider time)
{
    /// <summary>From here on the window counts. If the binding is gone by now, nothing is listed.</summary>
    public Task ListAsync(BindingKey key, OpenedWindow opened) =>
        repository.CommitAsync(
            key,
            (opened, time),
            static (record, s) =>
                record?.Active is { } active && ProofId.IsOf(active, s.opened.BindingId)
                    ? new BindingStep<bool>(
                        true,
                        WindowList.With(record, s.opened, s.time.GetUtcNow())
                    )
                    : new(false, null)
        );

    /// <summary>Ends windows of a member, whatever the cache says of them.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="ends">Which ones.</param>
    /// <param name="endsUnlisted">Whether those end as well that an earlier release opened.</param>
    /// <param name="keeps">A window of an earlier release that goes on; it is listed from now on.</param>
    public Task<WindowEnding> EndAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> ends,
        bool endsUnlisted,
        VerifiedWindow? keeps = null
    ) =>
        repository.CommitAsync(
            key,
            (ends, endsUnlisted, keeps),
            static (record, s) =>
            {
                if (record?.Active is null)
                {
                    return new(new WindowEnding([], null), null);
                }

                var ending = WindowList.Without(record, s.ends, s.endsUnlisted);
                return new BindingStep<WindowEnding>(
                    ending,
                    ending.Commit is { } commit && s.keeps is { } kept
                        ? commit with
                        {
                            Windows = [.. commit.Windows, kept],
                        }
                        : ending.Commit
                );
            }
        );

    /// <summary>Lets some windows of a member count in the generation that comes next, too.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="presented">Which ones.</param>
    /// <param name="policy">The policy before the change.</param>
    /// <param name="next">The generation after it.</param>
    /// <param name="keeps">A window of an earlier release among them; it is listed from now on.</param>
    public Task CarryOverAsync(
        BindingKey key,
        IReadOnlySet<string> presented,
        PolicyRecord policy,
        string next,
        VerifiedWindow? keeps
    ) =>
        repository.CommitAsync(
            key,
            (presented, current: policy.WindowGeneration, next, keeps),
            static (record, s) =>
                record?.Active is null
                    ? new BindingStep<bool>(false, null)
                    : new(
                        true,
                        record with
                        {
                            Windows =
                            [
                                .. record.Windows.Select(window =>
                                    s.presented.Contains(window.Presented)
                                    && WindowList.IsOf(window, s.current)
                                        ? window with
                                        {
                                            Generation = s.current,
                                            NextGeneration = s.next,
                                        }
                                        : window
                                ),
                                .. s.keeps is { } kept
                                    ? [kept with { NextGeneration = s.next }]
                                    : Array.Empty<VerifiedWindow>(),
                            ],
                        }
                    )
        );
}
