using System.Buffers.Text;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Which windows of a member count, as the member's record says. The rules see records and say what is to be committed; they write nothing.</summary>
/// <remarks>
/// A cache is asked whether a listed window is open, and never whether a window was ended: an entry that a cache brings back is refused,
/// because the store no longer lists it.
/// </remarks>
internal static class WindowList
{
    /// <summary>The oldest goes.</summary>
    public const int MostWindows = 50;

    /// <summary>What the record calls that which a caller presents: for a cookie, its place in the cache.</summary>
    public static string NameOf(in WindowToken token) =>
        token.Carrier == WindowCarrier.Cookie
            ? WindowPlace.OfCookie(token.Text!).Name.ToString()
            : Base64Url.EncodeToString(
                KeyHash.Compute(
                    "presented.v1",
                    WindowKey.NameOf(token.Carrier),
                    token.Qualifier,
                    token.Text!
                )
            );

    public static string? HashOfStamp(string? securityStamp) =>
        securityStamp is null
            ? null
            : Base64Url.EncodeToString(KeyHash.Compute("stamp.v1", securityStamp));

    /// <summary>With what the window of what a caller presents was opened, and where it lies if its place isn't known. Null: it doesn't count.</summary>
    /// <param name="policy">The policy, from the store.</param>
    /// <param name="record">The member's record, from the store.</param>
    /// <param name="kinds">What counts.</param>
    /// <param name="token">What is presented.</param>
    /// <param name="place">The place of a cookie's window.</param>
    public static (string Id, string? Place)? ProofOf(
        PolicyRecord policy,
        BindingRecord record,
        AllowedKinds kinds,
        in WindowToken token,
        WindowPlace? place
    )
    {
        var listed = place is null ? Find(record, NameOf(token)) : Find(record, place.Name);
        if (listed is not null)
        {
            return IsBound(listed, record, kinds) && IsOf(listed, policy.WindowGeneration)
                ? (listed.BindingId, listed.Place)
                : null;
        }

        // The release before knew one authenticator, and listed no window.
        return
            record.Active is { } active
            && CountsUnlisted(policy, record)
            && !WindowTokenSource.IsListed(token)
            && kinds.Usable(active.Primary)
            // Nothing says here when it was opened.
            && !ProofId.EndedAt(active, active.BindingId, kinds, DateTimeOffset.UnixEpoch)
            ? (active.BindingId, null)
            : null;
    }

    public static VerifiedWindow? Find(BindingRecord record, ReadOnlySpan<char> presented)
    {
        var windows = record.Windows;
        for (var i = 0; i < windows.Count; i++)
        {
            if (presented.SequenceEqual(windows[i].Presented))
            {
                return windows[i];
            }
        }

        return null;
    }

    /// <summary>Whether windows count that an earlier release opened, which listed none.</summary>
    public static bool CountsUnlisted(PolicyRecord policy, BindingRecord record) =>
        !record.OnlyListedWindows && policy.WindowGeneration is null;

    /// <summary>The windows that people are told of.</summary>
    public static IEnumerable<VerifiedWindow> Shown(
        PolicyRecord policy,
        BindingRecord record,
        AllowedKinds kinds,
        string? securityStamp
    )
    {
        var stamp = HashOfStamp(securityStamp);
        return record.Windows.Where(window =>
            window.BelongsTo is null
            && record.Active is { } active
            && ProofId.Counts(active, window.BindingId, kinds)
            && !ProofId.EndedAt(active, window.BindingId, kinds, window.OpenedAt)
            && IsOf(window, policy.WindowGeneration)
            && string.Equals(window.SecurityStampHash, stamp, StringComparison.Ordinal)
        );
    }

    /// <summary>The record with a window that a proof opens, in place of those that it replaces.</summary>
    public static BindingRecord With(BindingRecord record, OpenedWindow opened, DateTimeOffset now)
    {
        var known = Find(record, opened.Places[0].Presented);
        var main = Create(opened, 0, known?.Id ?? RandomId.Create(), belongsTo: null, now);
        var added = new List<VerifiedWindow> { main };
        for (var i = 1; i < opened.Places.Count; i++)
        {
            added.Add(Create(opened, i, RandomId.Create(), main.Id, now));
        }

        var replaced = record
            .Windows.Where(window => opened.Replaces.Contains(window.Presented))
            .Select(window => window.Id)
            .ToHashSet();
        var active = record.Active!;
        var others = record.Windows.Where(window =>
            !replaced.Contains(window.Id)
            && (window.BelongsTo is null || !replaced.Contains(window.BelongsTo))
            && !added.Exists(one => one.Presented == window.Presented)
            && ProofId.IsOf(active, window.BindingId)
            // A clock that was set back must not end what is open.
            && now - window.OpenedAt < opened.Kept
        );
        return record with
        {
            Windows =
            [
                .. others
                    .OrderByDescending(window => window.OpenedAt)
                    .Take(MostWindows - added.Count)
                    .Reverse(),
                .. added,
            ],
        };
    }

    /// <summary>The record without some windows and what belongs to them.</summary>
    public static WindowEnding Without(
        BindingRecord record,
        Func<VerifiedWindow, bool> ends,
        bool endsUnlisted
    )
    {
        var ended = record.Windows.Where(ends).ToList();
        // What hangs on a claim or on the member is presented again as it was, so it must not count as one that was never listed.
        endsUnlisted |= ended.Exists(window => window.Place is not null);
        if (ended.Count == 0 && (!endsUnlisted || record.OnlyListedWindows))
        {
            return new([], null);
        }

        var ids = ended.Select(window => window.Id).ToHashSet();
        ended.AddRange(
            record.Windows.Where(window =>
                window.BelongsTo is { } main && ids.Contains(main) && !ids.Contains(window.Id)
            )
        );
        return new(
            ended,
            record with
            {
                Windows = [.. record.Windows.Except(ended)],
                OnlyListedWindows = record.OnlyListedWindows || endsUnlisted,
            }
        );
    }

    /// <summary>The record in which a caller's windows count in the next generation, too.</summary>
    /// <param name="record">The member's record.</param>
    /// <param name="own">The windows of the caller.</param>
    /// <param name="current">The generation before the change.</param>
    /// <param name="next">A new one. Two calls of one browser at once take that of the first: else each would end the browser of the other.</param>
    public static BindingStep<string> CarriedOver(
        BindingRecord record,
        OwnWindows own,
        string? current,
        string next
    )
    {
        bool IsCarried(VerifiedWindow window) =>
            own.Presented.Contains(window.Presented) && IsOf(window, current);

        var begun = record
            .Windows.FirstOrDefault(window =>
                IsCarried(window)
                && window.NextGeneration is not null
                && string.Equals(window.Generation, current, StringComparison.Ordinal)
            )
            ?.NextGeneration;
        var chosen = begun ?? next;
        var listed = record.Windows.Select(window =>
            IsCarried(window)
                ? window with
                {
                    Generation = current,
                    NextGeneration = chosen,
                }
                : window
        );
        return new(
            chosen,
            record with
            {
                Windows =
                    // Another browser may have ended it since it was found.
                    own.Unlisted
                        is { } kept
                    && !record.OnlyListedWindows
                    && Find(record, kept.Presented) is null
                        ? [.. listed, kept with { NextGeneration = chosen }]
                        : [.. listed],
            }
        );
    }

    private static VerifiedWindow Create(
        OpenedWindow opened,
        int index,
        string id,
        string? belongsTo,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Presented = opened.Places[index].Presented,
            Place = opened.Places[index].Place,
            BindingId = opened.BindingId,
            SecurityStampHash = opened.SecurityStampHash,
            OpenedAt = now,
            Client = opened.Client,
            Generation = opened.Generation,
            BelongsTo = belongsTo,
        };

    /// <summary>Whether a window belongs to a generation of its profile.</summary>
    public static bool IsOf(VerifiedWindow window, string? generation) =>
        string.Equals(window.Generation, generation, StringComparison.Ordinal)
        || (
            window.NextGeneration is not null
            && string.Equals(window.NextGeneration, generation, StringComparison.Ordinal)
        );

    private static bool IsBound(VerifiedWindow window, BindingRecord record, AllowedKinds kinds) =>
        record.Active is { } active
        && (
            (
                ProofId.Counts(active, window.BindingId, kinds)
                && !ProofId.EndedAt(active, window.BindingId, kinds, window.OpenedAt)
            ) || (!kinds.BackupCodes && ProofId.IsRecovery(active, window.BindingId))
        );
}
