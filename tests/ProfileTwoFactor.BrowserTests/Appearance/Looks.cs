using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>How often a page is looked at.</summary>
internal enum Looks
{
    /// <summary>Once: in English in light on a desk, in Japanese in dark on a phone. Whether it fits is measured on both.</summary>
    One,

    /// <summary>In light and dark, on a desk and on a phone, and from right to left. Over all pages this takes minutes.</summary>
    Every,
}

internal static class LooksOfThisRun
{
    public static Looks Value => Tools.RunsLong ? Looks.Every : Looks.One;
}
