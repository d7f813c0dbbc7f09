using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Lists and ends windows in the records of their members, each by one compare-and-swap. The cache isn't asked.</summary>
internal sealed class WindowRegister(
    BindingRepository repository,
    MemberRecords records,
    WindowLifetimes lifetimes,
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time
)
{
    // Longer than it takes from the write that lists a window to the one that takes it back: a few steps, each with a deadline, on nodes whose
    // clocks differ.
    private readonly TimeSpan _longestOpening =
        TimeSpan.FromMinutes(1) + (options.Value.DependencyTimeout * 8);

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

    /// <summary>Whether a window counts that the write of its proof has listed: by the same rules as at the gate, and by what is stored now.</summary>
    public async Task<bool> CountsAsync(WindowOpening opening)
    {
        var key = opening.Key;
        var reading = await records.FindAsync(opening.Scope, key.MemberId, key.MemberStamp);
        return reading.Policy is { Enabled: true } policy
            && string.Equals(policy.Epoch, key.Epoch, StringComparison.Ordinal)
            && await records.BindingAsync(reading, key) is { } record
            && WindowList.ProofOf(
                policy,
                record,
                lifetimes.Of(policy).Kinds,
                opening.Tokens[0],
                place: null
            )
                is not null;
    }

    /// <summary>Takes back a window that was listed and that the cache didn't take.</summary>
    /// <returns>False if what it replaced stays ended: then <see cref="EndAsync(WindowOpening)"/> takes the window itself off.</returns>
    /// <remarks>
    /// What it replaced is listed again only where nothing else was written since: a member or an Owner may have ended it in between, which
    /// is written down also where the list didn't have it.
    /// </remarks>
    public async Task<bool> TryUndoAsync(WindowOpening opening) =>
        opening.Before is not { } before
        || await repository.WriteAsync(before with { Version = before.Version + 1 })
            == StoreWriteStatus.Written;

    /// <summary>Takes a window off that was listed and not opened.</summary>
    /// <remarks>What hangs on a claim or on the member may be open from before and isn't ended.</remarks>
    public async Task EndAsync(WindowOpening opening)
    {
        var names = opening
            .Tokens.Where(token => token.Carrier == WindowCarrier.Cookie)
            .Select(token => WindowList.NameOf(token))
            .ToHashSet();
        if (names.Count > 0)
        {
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
    /// <remarks>
    /// Written also where none of them is listed, if a window was listed a moment ago: its verification may have taken one of them off, and would
    /// list it again if the cache doesn't take the new window. It does so only where the record is still the one that it wrote. At other times
    /// nothing is written, because sign-out needs no code and would otherwise be a way to keep a member's record busy.
    /// </remarks>
    public Task<WindowEnding> EndAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> ends,
        bool endsUnlisted
    ) =>
        repository.CommitAsync(
            key,
            (ends, endsUnlisted, time, longest: _longestOpening),
            static (record, s) =>
            {
                if (record?.Active is null)
                {
                    return new BindingStep<WindowEnding>(new([], null), null);
                }

                var ending = WindowList.Without(record, s.ends, s.endsUnlisted);
                return new(
                    ending,
                    ending.Commit
                        ?? (IsOpening(record, s.time.GetUtcNow(), s.longest) ? record : null)
                );
            }
        );

    private static bool IsOpening(BindingRecord record, DateTimeOffset now, TimeSpan longest) =>
        record.Windows.Any(window => (now - window.OpenedAt).Duration() < longest);

    /// <summary>Ends all windows of a member but some, those of earlier releases and those whose proof is accepted and that aren't listed yet among them.</summary>
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
                        // The window of a binding is listed by a write of its own, which may still come.
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
