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
    public static TimeSpan? WaitOf(BindingRecord record, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach (var spent in record.SpentSignIns)
        {
            if (
                spent.Id.StartsWith(Prefix, StringComparison.Ordinal)
                && spent.ExpiresAt - now is var wait
                && wait > (longest ?? TimeSpan.Zero)
            )
            {
                longest = wait;
            }
        }

        return longest;
    }

    public static BindingRecord PutOn(BindingRecord record, BindingHold hold) =>
        record with
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
        var name = NameOf(hold);
        var mark = record.SpentSignIns.FirstOrDefault(spent =>
            spent.Id.StartsWith(name, StringComparison.Ordinal)
        );
        return mark is null
            ? null
            : record with
            {
                LockedUntil =
                    record.LockedUntil == hold.Until
                        ? LockIn(mark.Id.AsSpan(name.Length))
                        : record.LockedUntil,
                SpentSignIns = [.. record.SpentSignIns.Where(spent => spent != mark)],
            };
    }

    private static string NameOf(BindingHold hold) => $"{Prefix}{hold.Id}.";

    private static string TicksOf(DateTimeOffset? moment) =>
        moment?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? LockIn(ReadOnlySpan<char> ticks) =>
        ticks.IsEmpty
            ? null
            : new DateTimeOffset(
                long.Parse(ticks, NumberStyles.None, CultureInfo.InvariantCulture),
                TimeSpan.Zero
            );
}
