using System.Globalization;

namespace ProfileTwoFactor.Internal;

/// <summary>The choices of an Owner who sets a date on a page: days, so that no time zone is needed. The API takes any date.</summary>
internal static class NoticePeriod
{
    internal const string Field = "notice";

    internal static readonly int[] Days = [7, 14, 30, 60];

    /// <returns>False for anything that isn't a choice: "at once" must not come of a mistake.</returns>
    internal static bool TryRead(string? text, DateTimeOffset now, out DateTimeOffset? date)
    {
        date = null;
        if (text is null or "" or "0")
        {
            return true;
        }

        if (
            !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            || !Days.Contains(days)
        )
        {
            return false;
        }

        date = now + TimeSpan.FromDays(days);
        return true;
    }
}
