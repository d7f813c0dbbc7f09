using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Lists and ends windows in the records of their members, each by one compare-and-swap. The cache isn't asked.</summary>
internal sealed class WindowRegister(BindingRepository repository, TimeProvider time)
{
    /// <summary>From here on the window counts.</summary>
    /// <returns>False if the binding is gone by now, or the member's windows were ended since the code was accepted: then nothing is listed.</returns>
    public Task<bool> ListAsync(BindingKey key, OpenedWindow opened) =>
        repository.CommitAsync(
            key,
            (opened, time),
            static (record, s) =>
                record?.Active is { } active
                && ProofId.IsOf(active, s.opened.BindingId)
                && string.Equals(
                    record.WindowGeneration,
                    s.opened.MemberGeneration,
                    StringComparison.Ordinal
                )
                    ? new BindingStep<bool>(
                        true,
                        WindowList.With(record, s.opened, s.time.GetUtcNow())
                    )
                    : new(false, null)
        );

    /// <summary>A record that is about to be committed, with a window.</summary>
    public BindingRecord AddTo(BindingRecord record, OpenedWindow opened) =>
        WindowList.With(record, opened, time.GetUtcNow());

    /// <summary>Whether no one has ended a window since the write that listed it.</summary>
    public async Task<bool> IsListedAsync(WindowOpening opening) =>
        await repository.FindAsync(opening.Key) is { } record
        && WindowList.Find(record, WindowList.NameOf(opening.Tokens[0])) is not null;

    /// <summary>Takes back a window that was listed and that the cache didn't take.</summary>
    /// <remarks>
    /// What it replaced is listed again only where nothing else was written since: a member or an Owner may have ended it in between.
    /// What hangs on a claim or on the member may be open from before and isn't ended.
    /// </remarks>
    public async Task UndoAsync(WindowOpening opening)
    {
        if (
            opening.Before is { } before
            && await repository.WriteAsync(before with { Version = before.Version + 1 })
                != StoreWriteStatus.Written
        )
        {
            var names = opening
                .Tokens.Where(token => token.Carrier == WindowCarrier.Cookie)
                .Select(token => WindowList.NameOf(token))
                .ToHashSet();
            await EndAsync(
                opening.Key,
                window => names.Contains(window.Presented),
                endsUnlisted: false
            );
        }
    }

    /// <summary>Ends some windows of a member, whatever the cache says of them.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="ends">Which ones.</param>
    /// <param name="endsUnlisted">Whether those end as well that an earlier release opened.</param>
    public Task<WindowEnding> EndAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> ends,
        bool endsUnlisted
    ) =>
        repository.CommitAsync(
            key,
            (ends, endsUnlisted),
            static (record, s) =>
            {
                var ending = record?.Active is null
                    ? new WindowEnding([], null)
                    : WindowList.Without(record, s.ends, s.endsUnlisted);
                return new BindingStep<WindowEnding>(ending, ending.Commit);
            }
        );

    /// <summary>Ends all windows of a member but some, those of earlier releases and those whose code was accepted among them.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="keeps">Which ones go on.</param>
    /// <param name="unlisted">A window of an earlier release that goes on; it is listed from now on.</param>
    public Task<WindowEnding> EndAllAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> keeps,
        VerifiedWindow? unlisted
    ) =>
        repository.CommitAsync(
            key,
            (keeps, unlisted, generation: RandomId.Create()),
            static (record, s) =>
            {
                if (record?.Active is null)
                {
                    return new BindingStep<WindowEnding>(new([], null), null);
                }

                var ending = WindowList.Without(
                    record,
                    window => !s.keeps(window),
                    endsUnlisted: true
                );
                var commit = ending.Commit ?? record;
                return new(
                    ending,
                    commit with
                    {
                        // A code may have been accepted whose window isn't listed yet.
                        WindowGeneration = s.generation,
                        // Another browser may have ended it since it was found.
                        Windows =
                            s.unlisted is { } kept && !record.OnlyListedWindows
                                ? [.. commit.Windows, kept]
                                : commit.Windows,
                    }
                );
            }
        );

    /// <summary>Lets a caller's windows count in the generation that comes next, too.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="own">Which ones.</param>
    /// <param name="policy">The policy before the change.</param>
    /// <returns>The generation that comes next.</returns>
    public Task<string> CarryOverAsync(BindingKey key, OwnWindows own, PolicyRecord policy) =>
        repository.CommitAsync(
            key,
            (own, current: policy.WindowGeneration, next: RandomId.Create()),
            static (record, s) =>
                record?.Active is null
                    ? new BindingStep<string>(s.next, null)
                    : WindowList.CarriedOver(record, s.own, s.current, s.next)
        );
}
