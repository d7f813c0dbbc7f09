using System.Globalization;

namespace HeatmapSite.Settings;

/// <summary>Durations as <c>hh:mm:ss</c>; hours may be more than 23.</summary>
internal static class Duration
{
    private const int MaxHours = 100 * 365 * 24;

    /// <summary>Not <see cref="TimeSpan.Parse(string)"/>, which reads "24:00:00" as 24 days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var parts = text.Split(':');
        if (
            parts.Length != 3
            || !TryParsePart(parts[0], MaxHours, out var hours)
            || !TryParsePart(parts[1], 59, out var minutes)
            || !TryParsePart(parts[2], 59, out var seconds)
        )
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(((long)hours * 3600) + (minutes * 60) + seconds);
        return true;
    }

    private static bool TryParsePart(string text, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && value <= max;
}
