using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>The durations that the page of rules offers, and how they are written. The API takes every whole second.</summary>
internal static class RuleDurations
{
    private static readonly (TimeSpan Unit, string One, string Many)[] Units =
    [
        (TimeSpan.FromDays(1), "Duration.Day", "Duration.Days"),
        (TimeSpan.FromHours(1), "Duration.Hour", "Duration.Hours"),
        (TimeSpan.FromMinutes(1), "Duration.Minute", "Duration.Minutes"),
        (TimeSpan.FromSeconds(1), "Duration.Second", "Duration.Seconds"),
    ];

    private static readonly TimeSpan[] Usual =
    [
        .. new[] { 10, 30 }.Select(count => TimeSpan.FromSeconds(count)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(count => TimeSpan.FromMinutes(count)),
        .. new[] { 1, 2, 4, 8, 12 }.Select(count => TimeSpan.FromHours(count)),
        .. new[] { 1, 2, 7, 14, 30, 60, 90, 180, 365 }.Select(count => TimeSpan.FromDays(count)),
    ];

    /// <summary>Usual ones within the limits, the limits themselves, and the one that is set.</summary>
    public static IEnumerable<TimeSpan> Offered(DurationBounds bounds, TimeSpan? set) =>
        Usual
            .Where(one => one >= bounds.Minimum && one <= bounds.Maximum)
            .Append(bounds.Minimum)
            .Append(bounds.Maximum)
            .Concat(set is { } own ? [own] : [])
            .Distinct()
            .Order();

    /// <summary>The value of a field: seconds, exactly.</summary>
    public static string Value(TimeSpan duration) =>
        duration.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);

    /// <returns>False for what no duration is. Empty is the app's value.</returns>
    public static bool TryRead(string? text, out TimeSpan? duration)
    {
        duration = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            || seconds > (decimal)TimeSpan.FromDays(36500).TotalSeconds
        )
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>In the largest unit in which it is whole.</summary>
    public static string Text(IStringLocalizer texts, TimeSpan? duration)
    {
        if (duration is not { } present)
        {
            return texts["Duration.NoLimit"];
        }

        foreach (var (unit, one, many) in Units)
        {
            if (present >= unit && present.Ticks % unit.Ticks == 0)
            {
                var count = present.Ticks / unit.Ticks;
                return texts[count == 1 ? one : many, count];
            }
        }

        return texts["Duration.Seconds", Value(present)];
    }
}
