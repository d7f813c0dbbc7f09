using System.Collections;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class PageTextsTests
{
    // "Page 1 of 2" and the like differ; a name that is the same in both languages would be listed here.
    private static readonly HashSet<string> Same = [];

    [Fact]
    public void Texts_Japanese_HasEveryKeyTranslatedWithTheSamePlaceholders()
    {
        var english = Read("");
        var japanese = Read("ja");

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), japanese.Keys.Order());
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(japanese[key]), key);
            Assert.True(text != japanese[key] || Same.Contains(key), $"{key} is not translated");
            Assert.Equal(Placeholders(text), Placeholders(japanese[key]));
        }
    }

    [Theory]
    [InlineData("ja", "ja", "認証アプリを登録")]
    [InlineData("ja-JP,en;q=0.5", "ja", "認証アプリを登録")]
    [InlineData("fr, ja;q=0.5", "ja", "認証アプリを登録")]
    [InlineData("ja;q=0, en", "en", "Bind your authenticator")]
    [InlineData("en-GB, ja;q=0.9", "en", "Bind your authenticator")]
    [InlineData("jam", "en", "Bind your authenticator")]
    [InlineData("*;q=x,,;", "en", "Bind your authenticator")]
    public async Task Page_WithoutRequestLocalization_SpeaksTheBrowsersLanguage(
        string accept,
        string language,
        string heading
    )
    {
        await using var host = await PagesHost.StartAsync();

        var page = await host.SendAsync(Request(accept));

        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("ltr", page.Document.DocumentElement.GetAttribute("dir"));
        Assert.Equal(heading, page.Heading);
    }

    [Fact]
    public async Task Page_RefusedByAFilter_SpeaksTheBrowsersLanguage()
    {
        await using var host = await PagesHost.StartAsync();
        using var request = Request("ja");
        request.Method = HttpMethod.Post;

        var page = await host.SendAsync(request);

        Assert.Equal("このページは古くなっています", page.Heading);
    }

    [Fact]
    public async Task Page_WithRequestLocalization_SpeaksTheHostsChoice()
    {
        await using var host = await PagesHost.StartAsync(pipeline: app =>
            app.UseRequestLocalization(options =>
            {
                options.SetDefaultCulture("ja").AddSupportedUICultures("ja");
                options.RequestCultureProviders.Clear();
            })
        );

        var page = await host.SendAsync(Request("en"));

        Assert.Equal("ja", page.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Page_HostWithAResourcesPath_StillFindsItsTexts()
    {
        await using var host = await PagesHost.StartAsync(services =>
            services.Configure<LocalizationOptions>(options => options.ResourcesPath = "Elsewhere")
        );

        var page = await host.SendAsync(Request("ja"));

        Assert.Equal("認証アプリを登録", page.Heading);
    }

    private static HttpRequestMessage Request(string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, PagesHost.Bind);
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        return request;
    }

    private static Dictionary<string, string> Read(string culture)
    {
        var manager = new ResourceManager(
            "ProfileTwoFactor.Resources.TwoFactorTexts",
            typeof(TwoFactorTexts).Assembly
        );
        return manager
            .GetResourceSet(CultureInfo.GetCultureInfo(culture), true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Placeholders(string text) =>
        string.Concat(
            Enumerable.Range(0, 5).Where(n => text.Contains($"{{{n}}}", StringComparison.Ordinal))
        );
}
