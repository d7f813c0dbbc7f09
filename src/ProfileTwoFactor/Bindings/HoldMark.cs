using System.Globalization;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a hold leaves in the record, with the lock that was set before it.</summary>
/// <remarks>
/// Among what must not be used again, until the hold ends: the stores need no column for it. A node of an earlier release doesn't know the mark
/// and goes by the lock, so both are set.
/// </remarks>
internal static class HoldMark
{
    // No id of a sign-in or challenge has a dot.
    private const string Prefix = "hold.";

    /// <summary>How long nothing is accepted and nothing issued. Null: the record isn't held.</summary>
    /// <param name="record">The record.</param>
    /// <param name="now">The time.</param>
    /// <param name="longest">What is longer was set by a clock that has since been put back, and doesn't hold.</param>
    public static TimeSpan? WaitOf(BindingRecord record, DateTimeOffset now, TimeSpan longest)
    {
        TimeSpan? found = null;
        foreach (var spent in record.SpentSignIns)
        {
            if (
                IsMark(spent)
                && spent.ExpiresAt - now is var wait
                && wait > (found ?? TimeSpan.Zero)
                && wait <= longest
            )
            {
                found = wait;
            }
        }

        return found;
    }

    /// <returns>Null when it is on already: a store may have lost the answer to its own write.</returns>
    public static BindingRecord? PutOn(BindingRecord record, BindingHold hold) =>
        Find(record, hold) is not null
            ? null
            : record with
            {
                LockedUntil = record.LockedUntil > hold.Until ? record.LockedUntil : hold.Until,
                SpentSignIns =
                [
                    .. record.SpentSignIns,
                    new SpentSignIn(NameOf(hold) + TicksOf(record.LockedUntil), hold.Until),
                ],
            };

    /// <summary>The record without the hold, and with the lock of before if none was set since. Null when it isn't held by this one.</summary>
    public static BindingRecord? TakeOff(BindingRecord record, BindingHold hold)
    {
        if (Find(record, hold) is not { } mark)
        {
            return null;
        }

        var before = mark.Id[NameOf(hold).Length..];
        return record with
        {
            LockedUntil = record.LockedUntil == hold.Until ? LockIn(before) : record.LockedUntil,
            SpentSignIns =
            [
                .. record
                    .SpentSignIns.Where(spent => spent != mark)
                    .Select(spent => Inherit(spent, hold, before)),
            ],
        };
    }

    /// <summary>A hold that was put on over this one has to restore what this one would have.</summary>
    private static SpentSignIn Inherit(SpentSignIn spent, BindingHold hold, string before)
    {
        var lockedBy = "." + TicksOf(hold.Until);
        return IsMark(spent) && spent.Id.EndsWith(lockedBy, StringComparison.Ordinal)
            ? spent with
            {
                Id = string.Concat(
                    spent.Id.AsSpan(0, spent.Id.Length - lockedBy.Length + 1),
                    before
                ),
            }
            : spent;
    }

    private static SpentSignIn? Find(BindingRecord record, BindingHold hold)
    {
        var name = NameOf(hold);
        return record.SpentSignIns.FirstOrDefault(spent =>
            spent.Id.StartsWith(name, StringComparison.Ordinal)
        );
    }

    private static bool IsMark(SpentSignIn spent) =>
        spent.Id.StartsWith(Prefix, StringComparison.Ordinal);

    private static string NameOf(BindingHold hold) => $"{Prefix}{hold.Id}.";

    private static string TicksOf(DateTimeOffset? moment) =>
        moment?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? LockIn(string ticks) =>
        ticks.Length == 0
            ? null
            : new DateTimeOffset(
                long.Parse(ticks, NumberStyles.None, CultureInfo.InvariantCulture),
                TimeSpan.Zero
            );
}
