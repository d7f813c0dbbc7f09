using System.Globalization;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>What the jobs with many recipients begin with. Each profile has at most one of each.</summary>
internal static class AnnouncementNames
{
    public const string Enabled = "announcement";
    public const string Moved = "moved";
    public const string Reminder = "reminder";

    /// <summary>How many days before the date members without an authenticator are reminded.</summary>
    public static readonly int[] DaysBefore = [7, 1];

    public static string Before(int days) =>
        string.Create(CultureInfo.InvariantCulture, $"before-{days}");
}
