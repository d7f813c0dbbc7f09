namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>What every link endpoint shows, so that a test can tell that its code ran.</summary>
internal static class Shown
{
    public const string Mark = "shown: ";

    public static string Text(SharedLink link) => $"{Mark}{link.Resource}";
}
