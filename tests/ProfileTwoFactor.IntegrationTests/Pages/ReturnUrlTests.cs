using System.Text;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class ReturnUrlTests
{
    internal static readonly string[] Evil =
    [
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "/\\/evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/./\\evil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/a/..//evil.example",
        "/a\\..\\..\\evil.example",
        "http:evil.example",
        "https:evil.example",
        "http:/evil.example",
        "http://evil.example",
        "https://evil.example/p",
        "HTTPS://EVIL.EXAMPLE",
        "http:\\\\evil.example",
        "http://localhost@evil.example",
        "http://localhost.evil.example",
        "https:localhost",
        "%2f%2fevil.example",
        "%2F%2Fevil.example",
        "/%2fevil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "%5c%5cevil.example",
        "%68ttp://evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "mailto:a@evil.example",
        "evil.example",
        "www.evil.example/p",
        "@evil.example",
        ".evil.example",
        "?evil.example",
        "#evil.example",
        ":80",
        "~//evil.example",
        "~/\\evil.example",
        " //evil.example",
        "\t//evil.example",
        "\n//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\n/evil.example",
        "/p\r\nLocation: https://evil.example",
        "/p\r\nSet-Cookie: a=b",
        "/\0/evil.example",
        "/\u0001/evil.example",
        "/\u007f/evil.example",
        "/\u0085/evil.example",
        "\u2028//evil.example",
        "\u3000//evil.example",
        "\uFF0F\uFF0Fevil.example",
        "/\uFF0Fevil.example",
        "/\uFF3Cevil.example",
        "/\u2215evil.example",
        "\u202E//evil.example",
        "/\uD800/evil.example",
        "//[::1]/",
        "//0x7f.1/",
        "//evil%E3%80%82example",
        "/p?x=" + new string('a', 3000),
        "//" + new string('a', 3000),
    ];

    public static TheoryData<string, string> Ways =>
        new()
        {
            { PagesHost.Verify, "post" },
            { PagesHost.Verify, "verified" },
            { PagesHost.Bind, "bind" },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_return_address_leads_off_the_site(string page, string way)
    {
        Assert.True(Evil.Length >= 40);
        await using var host = await PagesHost.StartAsync();
        foreach (var evil in Evil)
        {
            host.Manager.IsBound = way != "bind";
            host.Manager.Verified = way == "verified";
            var url = $"{page}?returnUrl={Encode(evil)}";

            var answer =
                way == "verified"
                    ? await host.GetAsync(url)
                    : await host.PostAsync(url, ("code", FakeManager.RightCode));

            AssertLocal(evil, answer);
        }
    }

    [Theory]
    [InlineData("/p/acme", "/p/acme")]
    [InlineData("/p/acme?a=1&b=%2F#c", "/p/acme?a=1&b=%2F#c")]
    [InlineData("/p/日本 x", "/p/%E6%97%A5%E6%9C%AC%20x")]
    [InlineData("/two-factor/profiles/acme/manage", "/two-factor/profiles/acme/manage")]
    [InlineData("/two-factor/profiles/acme/bind", "/")]
    [InlineData("/two-factor/profiles/acme/verify?fresh=1", "/")]
    [InlineData("/two-factor/profiles/ACME/%76erify/?fresh=1", "/")]
    [InlineData("/TWO-FACTOR/profiles/acme/BIND#x", "/")]
    [InlineData("", "/")]
    public async Task A_local_return_address_is_kept_as_it_is(string given, string expected)
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;

        var answer = await host.PostAsync(
            $"{PagesHost.Verify}?returnUrl={Uri.EscapeDataString(given)}",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(expected, answer.Location);
    }

    [Theory]
    [InlineData("/p/acme?q=", "a", 1900, true)]
    [InlineData("/p/acme?q=", "a", 2500, false)]
    [InlineData("/p/acme?q=", "%25%20", 500, false)]
    [InlineData("/p/acme?q=", "日", 300, false)]
    [InlineData("/p/acme#", "a", 2500, false)]
    public async Task A_return_address_that_is_too_long_is_shortened_to_its_path(
        string start,
        string part,
        int times,
        bool whole
    )
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;
        var given = start + string.Concat(Enumerable.Repeat(part, times));

        var answer = await host.PostAsync(
            $"{PagesHost.Verify}?returnUrl={Uri.EscapeDataString(given)}",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(whole ? given : "/p/acme", answer.Location);
    }

    [Fact]
    public async Task A_path_that_is_too_long_counts_as_none()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;

        var answer = await host.PostAsync(
            $"{PagesHost.Verify}?returnUrl=%2F{new string('a', 2001)}%3Fq",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task Two_return_addresses_count_as_none()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;

        var answer = await host.PostAsync(
            PagesHost.Verify + "?returnUrl=%2Fa&returnUrl=%2Fb",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task Links_of_the_pages_stay_on_the_site_too()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = host.Manager.Verified = true;
        foreach (var evil in Evil)
        {
            var page = await host.GetAsync($"{PagesHost.Manage}?returnUrl={Encode(evil)}");

            foreach (var link in page.Document.QuerySelectorAll("a[href]"))
            {
                var target = new Uri(new Uri("http://localhost"), link.GetAttribute("href"));
                Assert.True(
                    target.Scheme == "mailto" || target.Host == "localhost",
                    $"{evil} -> {target}"
                );
            }
        }
    }

    // A lone surrogate can't be sent as UTF-8, so bytes are escaped one by one.
    private static string Encode(string value) =>
        string.Concat(Encoding.UTF8.GetBytes(value).Select(b => $"%{b:X2}"));

    private static void AssertLocal(string evil, Answer answer)
    {
        Assert.Contains((int)answer.Status, new[] { 302, 303 });
        var location = answer.Location!;
        Assert.StartsWith("/", location, StringComparison.Ordinal);
        Assert.False(
            location.StartsWith("//", StringComparison.Ordinal)
                || location.Contains('\\', StringComparison.Ordinal)
                || location.Any(c => c is < '!' or > '~'),
            $"{evil} -> {location}"
        );
        Assert.Equal("localhost", new Uri(new Uri("http://localhost"), location).Host);
    }
}
