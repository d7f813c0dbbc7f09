using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;

namespace HeatmapSite.Texts;

internal static class TextServiceCollectionExtensions
{
    public static IServiceCollection AddSiteTexts(this IServiceCollection services)
    {
        // Japanese as it is, not as numeric entities; what is dangerous in HTML is still encoded.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        return services.AddLocalization(options => options.ResourcesPath = "Resources");
    }
}
