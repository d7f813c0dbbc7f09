using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>How often a page is looked at.</summary>
internal enum Looks
{
    /// <summary>Once by language: in English in light on a desk, in Japanese in dark on a phone. Whether it fits is measured on both.</summary>
    One,

    /// <summary>In light on a desk and in dark on a phone.</summary>
    Some,

    /// <summary>Also the other way round, and from right to left. Over all pages this takes minutes.</summary>
    Every,
}

internal static class LooksOfThisRun
{
    /// <summary>For pages that are opened in both languages.</summary>
    public static Looks InEachLanguage => Tools.RunsLong ? Looks.Every : Looks.One;
}
