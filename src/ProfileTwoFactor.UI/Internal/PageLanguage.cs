using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The language of the pages in hosts that don't choose one for each request.</summary>
internal static class PageLanguage
{
    private const int MostConsidered = 32;

    private static readonly string[] Names = ["en", "ja"];

    private static readonly CultureInfo[] Languages = [.. Names.Select(Find).OfType<CultureInfo>()];

    /// <summary>The languages of our texts that this process can't show. Without culture data there is only the invariant culture, which has the English texts.</summary>
    internal static IEnumerable<string> Missing =>
        Names.Except(Languages.Select(language => language.Name));

    /// <summary>Switches the current flow to the caller's language, unless the host has decided or the caller wants none that we have.</summary>
    internal static void Apply(HttpContext context)
    {
        var options = context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorPagesOptions>>()
            .Value;
        if (
            options.UseAcceptLanguage
            && context.Features.Get<IRequestCultureFeature>() is null
            && Choose(context) is { } language
        )
        {
            CultureInfo.CurrentUICulture = language;
        }
    }

    internal static string DirectionOf(string language) =>
        Find(language) is { TextInfo.IsRightToLeft: true } ? "rtl" : "ltr";

    /// <summary>The culture of a name that comes from a person or a text; null if this process doesn't know it.</summary>
    internal static CultureInfo? Find(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    private static CultureInfo? Choose(HttpContext context)
    {
        var wanted = context
            .Request.GetTypedHeaders()
            .AcceptLanguage.Take(MostConsidered)
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1);
        foreach (var language in wanted)
        {
            foreach (var known in Languages)
            {
                if (IsOrBeginsWith(language.Value.AsSpan(), known.Name))
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static bool IsOrBeginsWith(ReadOnlySpan<char> tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
