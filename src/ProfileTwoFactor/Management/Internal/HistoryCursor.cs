using System.Globalization;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A place in the history as text: <c>{ticks}-{event id}</c>. It only names a place within the profile that is asked for, so it needs no seal.</summary>
internal static class HistoryCursor
{
    private const int LongestId = 64;

    public static string Write(HistoryRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Time.UtcTicks}-{record.EventId}");

    public static HistoryPosition? Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return
            dash > 0
            && text.Length - dash - 1 is > 0 and <= LongestId
            && long.TryParse(
                text.AsSpan(0, dash),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ticks
            )
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), text[(dash + 1)..])
            : null;
    }
}
