using System.Globalization;

namespace HeatmapSite.Texts;

/// <summary>The languages of the site: English and, where the process has culture data, Japanese.</summary>
internal static class SiteLanguage
{
    private const string English = "en";
    private const string Japanese = "ja";

    public static string Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Japanese ? Japanese : English;

    public static IApplicationBuilder UseSiteLanguages(this IApplicationBuilder app) =>
        HasCultures() ? app.UseRequestLocalization(English, Japanese) : app;

    // Images without ICU know no culture but the invariant one, which has the English texts.
    private static bool HasCultures()
    {
        try
        {
            _ = CultureInfo.GetCultureInfo(Japanese);
            return true;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
