using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed partial class AssetTests
{
    private const string Folder = "/two-factor/assets/";
    private const int MostScript = 14 * 1024;

    /// <summary>Loaded only where the app has passkeys.</summary>
    private const int MostPasskeyScript = 2 * 1024;
    private const int MostStyle = 6 * 1024;

    [Fact]
    public async Task Assets_Compressed_StayWithinTheirBudget()
    {
        await using var host = await PagesHost.StartAsync();
        var sizes = new Dictionary<string, int>();
        foreach (var name in PageAsset.All.Keys)
        {
            sizes[name] = Compressed(
                await host.Client.GetByteArrayAsync(new Uri(Folder + name, UriKind.Relative))
            );
        }

        Assert.InRange(
            sizes
                .Where(it => it.Key.EndsWith(".js") && it.Key != PageAsset.PasskeysScript)
                .Sum(it => it.Value),
            1,
            MostScript
        );
        Assert.InRange(sizes[PageAsset.PasskeysScript], 1, MostPasskeyScript);
        Assert.InRange(
            sizes.Where(it => it.Key.EndsWith(".css")).Sum(it => it.Value),
            1,
            MostStyle
        );
        Assert.All(sizes.Keys, name => Assert.Matches("js$|css$", name));
    }

    [Fact]
    public void Stylesheet_WithoutTheSpacesForReaders_HasTheSameExpressions()
    {
        var served = Encoding.UTF8.GetString(PageAsset.All[PageAsset.Stylesheet].Content);

        var expressions = Expression().Matches(served).Select(found => found.Value).ToList();

        Assert.True(expressions.Count >= 5, $"found: {string.Join(", ", expressions)}");
        // Browsers drop a whole declaration for a sum without its spaces.
        Assert.All(expressions, expression => Assert.Matches(@"\S (?:\+|-|\*|/) \S", expression));
        Assert.Contains("calc(310px + 2rem)", expressions);
    }

    [Fact]
    public async Task Scripts_WithoutTheSpacesForReaders_HaveTheSameTexts()
    {
        await using var host = await PagesHost.StartAsync();
        var written = new List<string>();
        foreach (
            var name in typeof(PageAsset)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".js", StringComparison.Ordinal))
        )
        {
            await using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            var lines = (await reader.ReadToEndAsync())
                .Split('\n')
                .Where(line =>
                    !line.TrimStart().StartsWith("//")
                    && !line.TrimStart().StartsWith('*')
                    && !line.TrimStart().StartsWith("/*")
                );
            written.AddRange(Texts(string.Join('\n', lines)));
        }

        var served = new List<string>();
        foreach (var asset in PageAsset.All.Values.Where(asset => asset.IsScript))
        {
            served.AddRange(
                Texts(
                    await host.Client.GetStringAsync(new Uri(Folder + asset.Name, UriKind.Relative))
                )
            );
        }

        Assert.Equal(written.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));

        // But for the names of the scripts themselves: two of them are served as one.
        static IEnumerable<string> Texts(string script) =>
            Literal()
                .Matches(script)
                .Select(text => text.Value)
                .Where(text => !text.StartsWith("\"./", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scripts_CallNoOtherSite_AndImportOnlyOneAnother()
    {
        await using var host = await PagesHost.StartAsync();
        foreach (var asset in PageAsset.All.Values.Where(asset => asset.IsScript))
        {
            var script = await host.Client.GetStringAsync(
                new Uri(Folder + asset.Name, UriKind.Relative)
            );

            Assert.DoesNotMatch("https?:(?!//www.w3.org/2000/svg\")", script);
            Assert.DoesNotMatch("innerHTML|document.write|eval\\(|Storage\\b", script);
            Assert.All(
                Import().Matches(script),
                import => Assert.Contains(import.Groups["name"].Value, PageAsset.All.Keys)
            );
        }
    }

    [Theory]
    [InlineData("two-factor.js", "no-cache")]
    [InlineData("two-factor.js?v=another", "no-cache")]
    [InlineData("two-factor.css", "no-cache")]
    public async Task Asset_AskedForWithoutItsVersion_IsAskedForAgain(string name, string expected)
    {
        await using var host = await PagesHost.StartAsync(signedIn: false);

        using var answer = await host.Client.GetAsync(new Uri(Folder + name, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(expected, answer.Headers.CacheControl!.ToString());
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("..%2Ftwo-factor.js")]
    [InlineData("ProfileTwoFactor.Resources.TwoFactorTexts.resources")]
    public async Task Asset_Unknown_IsNotFound(string name)
    {
        await using var host = await PagesHost.StartAsync();

        using var answer = await host.Client.GetAsync(new Uri(Folder + name, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("ja", "ja")]
    [InlineData("ja-JP", "ja")]
    [InlineData("not a language", "en")]
    [InlineData("", "en")]
    public async Task Texts_OfTheDialog_AreInThePagesLanguageAndComplete(
        string wanted,
        string expected
    )
    {
        await using var host = await PagesHost.StartAsync(signedIn: false);

        using var texts = JsonDocument.Parse(
            await host.Client.GetStringAsync(
                new Uri($"{Folder}dialog.json?ui={Uri.EscapeDataString(wanted)}", UriKind.Relative)
            )
        );

        Assert.Equal(expected, texts.RootElement.GetProperty("language").GetString());
        Assert.Equal("ltr", texts.RootElement.GetProperty("direction").GetString());
        Assert.StartsWith(
            Folder + "two-factor.css?v=",
            texts.RootElement.GetProperty("stylesheet").GetString(),
            StringComparison.Ordinal
        );
        // A text that is missing shows its name.
        Assert.All(
            texts.RootElement.GetProperty("texts").EnumerateObject(),
            text =>
                Assert.True(
                    text.Name is "Continue" or "Cancel" or "Copy" or "Copied"
                        || text.Value.GetString() != text.Name
                )
        );
    }

    [Fact]
    public async Task Texts_OfTheDialogAboutAnAccount_NameTheSiteAndItsSupport_NotAnOwner()
    {
        await using var host = await PagesHost.StartAsync(
            services =>
            {
                services.Configure<ProfileTwoFactorOptions>(it => it.ApplicationName = "Acme <1>");
                services.Configure<ProfileTwoFactorPagesOptions>(it =>
                    it.Support = new SupportLink(
                        "help@example.com",
                        new Uri("/help", UriKind.Relative)
                    )
                );
            },
            signedIn: false
        );

        using var texts = JsonDocument.Parse(
            await host.Client.GetStringAsync(
                new Uri(Folder + "dialog.json?ui=en&for=account", UriKind.Relative)
            )
        );
        var words = texts.RootElement.GetProperty("texts");
        var support = texts.RootElement.GetProperty("support");

        Assert.EndsWith(
            "for Acme <1> from your authenticator app.",
            words.GetProperty("Verify.Lead").GetString()
        );
        Assert.EndsWith(
            "for Acme <1> from your authenticator app.",
            words.GetProperty("Verify.FreshLead").GetString()
        );
        Assert.Contains("support", words.GetProperty("Problem.Disabled").GetString());
        Assert.Equal(
            "Support: help@example.com /help",
            $"{support.GetProperty("label")} {support.GetProperty("text")} {support.GetProperty("url")}"
        );
    }

    [Theory]
    [InlineData("", "dialog.js")]
    [InlineData("?flow=panels", "dialog.js", "panels.js")]
    [InlineData("?flow=another", "dialog.js")]
    public async Task Texts_OfADialog_AreAllThatItsScriptsAskFor(
        string flow,
        params string[] scriptsOfFlow
    )
    {
        // With passkeys, whose form is drawn by the dialog's script and whose other texts are asked for by their own.
        await using var host = await PagesHost.StartAsync(passkeys: true);
        var scripts = "";
        foreach (var name in (string[])[PageAsset.PasskeysScript, .. scriptsOfFlow])
        {
            scripts += await host.Client.GetStringAsync(new Uri(Folder + name, UriKind.Relative));
        }

        using var texts = JsonDocument.Parse(
            await host.Client.GetStringAsync(
                new Uri(Folder + "dialog.json" + flow, UriKind.Relative)
            )
        );
        var given = texts
            .RootElement.GetProperty("texts")
            .EnumerateObject()
            .Select(text => text.Name)
            .ToHashSet();

        // A title that a script compares isn't one that it shows.
        var asked = TextName()
            .Matches(
                scripts.Replace("heading!==\"Account.Replace.Title\"", "", StringComparison.Ordinal)
            )
            .Select(name => name.Groups["name"].Value)
            .ToHashSet();
        Assert.Equal(given.Order(), asked.Intersect(given).Order());
        Assert.Empty(asked.Where(name => name.Contains('.')).Except(given));
    }

    private static int Compressed(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return (int)target.Length;
    }

    // Texts, and expressions, which may have quotes in them.
    [GeneratedRegex("\"[^\"\n]*\"|'[^'\n]*'|(?<=[ (=>&|?])/(?![/* ])(?:\\\\.|[^/\\\\\n])+/")]
    private static partial Regex Literal();

    [GeneratedRegex("(?:from|import\\() ?\"\\./(?<name>[^\"]+)\"")]
    private static partial Regex Import();

    [GeneratedRegex("\"(?<name>(?:[A-Z][A-Za-z]+)(?:\\.[A-Z][A-Za-z]+)*)\"")]
    private static partial Regex TextName();

    [GeneratedRegex(@"calc\([^()]*(?:\([^()]*\)[^()]*)*\)")]
    private static partial Regex Expression();
}
