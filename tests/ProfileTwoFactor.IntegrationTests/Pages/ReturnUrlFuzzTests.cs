using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>Whatever a link or a request says, browsers read what the pages redirect to as an address of this site.</summary>
public sealed partial class ReturnUrlFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int MostEscaped = 2000;
    private const string Likely = "/\\?#@:.%&=~;,abAB02fF5c- ";

    private static readonly Uri Site = new("https://site.example/two-factor/profiles/acme/verify");

    private static readonly Gen<string> Url = FuzzedText.Edited(
        Gen.Frequency(
            (
                4,
                Gen.OneOf(
                    "/",
                    "/p/acme",
                    "/heatmaps/17?from=2026-01-01&x=%2F#top",
                    "/p/\u65e5\u672c?q=\u00e9",
                    "/p?x=" + new string('a', 1950),
                    "/p?x=" + new string('\u65e5', 220)
                )
            ),
            (2, Gen.OneOf(ReturnUrlTests.Evil)),
            (1, Gen.OneOf("/two-factor/profiles/acme/verify", "/two-factor/account/verify"))
        ),
        Likely,
        edits: 3
    );

    private static readonly Gen<Sent> Requests = Gen.Select(
        Gen.OneOf("", "", "/app", "/\u65e5"),
        Url,
        Url,
        Gen.OneOf("GET", "HEAD", "POST"),
        Gen.Frequency(
            (2, Gen.Const("https://site.example")),
            (1, Gen.OneOf("", "https://evil.example", "https://site.example@evil.example"))
        ),
        (root, path, query, method, referer) => new Sent(root, path, query, method, referer)
    );

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddOptions<ProfileTwoFactorOptions>()
        .Services.BuildServiceProvider();

    [Fact]
    public void Few_fuzzed_return_addresses_stay_on_the_site() => Compare(Fuzzing.Few);

    [LongFact]
    public void A_million_fuzzed_return_addresses_stay_on_the_site() => Compare(Fuzzing.Million);

    [Fact]
    public void Few_fuzzed_requests_lead_back_to_the_site() => CompareRequests(Fuzzing.Few);

    [LongFact]
    public void A_million_fuzzed_requests_lead_back_to_the_site() =>
        CompareRequests(Fuzzing.Million);

    public void Dispose() => _services.Dispose();

    private void Compare(int count) =>
        Fuzzing.Run(
            Url,
            count,
            url =>
            {
                var context = Context();
                context.Request.QueryString = QueryString.Create(ReturnUrl.Parameter, url);

                var accepted = ReturnUrl.Read(context);

                Assert.Equal(
                    accepted,
                    ReturnUrl.Of(context, "/bind" + context.Request.QueryString.Value)
                );
                if (accepted is null)
                {
                    Assert.False(IsPlain(url), "A plain address was refused.");
                    return false;
                }

                AssertStays(accepted);
                if (IsPlain(url))
                {
                    Assert.Equal(url, accepted);
                }

                // The next page reads it again.
                context.Request.QueryString = QueryString.Create(ReturnUrl.Parameter, accepted);
                Assert.Equal(accepted, ReturnUrl.Read(context));
                return true;
            },
            output
        );

    private void CompareRequests(int count) =>
        Fuzzing.Run(
            Requests,
            count,
            sent =>
            {
                var context = Context();
                context.Request.Method = sent.Method;
                context.Request.Host = new HostString("site.example");
                context.Request.PathBase = new PathString(sent.Root);
                context.Request.Path = new PathString("/" + sent.Path);
                context.Request.QueryString = new QueryString("?" + sent.Query);
                context.Request.Headers.Referer = sent.Referer + sent.Path;

                var escaped = RefusedResponse.EscapedReturnUrl(context.Request);

                Assert.InRange(escaped.Length, 1, MostEscaped);
                Assert.Matches(Escaped(), escaped);

                var accepted = ReturnUrl.Of(context, $"/verify?{ReturnUrl.Parameter}={escaped}");
                if (accepted is null)
                {
                    return false;
                }

                AssertStays(accepted);
                return true;
            },
            output
        );

    private DefaultHttpContext Context() => new() { RequestServices = _services };

    private static void AssertStays(string url)
    {
        Assert.Matches(Printable(), url);
        Assert.InRange(Uri.EscapeDataString(url).Length, 1, MostEscaped);
        Assert.True(IsOfTheSite(url), "Browsers leave the site.");
        // A second reader, with rules of its own.
        Assert.Equal(Site.Authority, new Uri(Site, url).Authority);
    }

    /// <summary>As the URL standard has it for a page that was loaded over https: what it drops, then a scheme, then two slashes of either kind.</summary>
    private static bool IsOfTheSite(string url)
    {
        var read = string.Concat(
            url.Trim([.. Enumerable.Range(0, 0x21).Select(it => (char)it)])
                .Where(it => it is not ('\t' or '\n' or '\r'))
        );
        return !Scheme().IsMatch(read) && !(read is ['/' or '\\', '/' or '\\', ..]);
    }

    /// <summary>An address that needs no judgment.</summary>
    private static bool IsPlain(string url) =>
        url.Length <= 600
        && PlainAddress().IsMatch(url)
        && !url.Contains("two-factor", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A[!-~]+\z")]
    private static partial Regex Printable();

    [GeneratedRegex(@"\A/(?:[A-Za-z0-9][A-Za-z0-9/=&\-]*)?(?:\?[A-Za-z0-9/=&\-]*)?\z")]
    private static partial Regex PlainAddress();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})+\z")]
    private static partial Regex Escaped();

    private sealed record Sent(
        string Root,
        string Path,
        string Query,
        string Method,
        string Referer
    );
}
