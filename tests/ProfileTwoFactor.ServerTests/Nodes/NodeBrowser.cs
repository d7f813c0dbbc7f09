using System.Net;
using System.Net.Http.Json;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>One browser, whose requests a load balancer sends now to this node and now to that one: cookies don't know ports.</summary>
internal sealed class NodeBrowser
{
    public const string Password = "Heatmap!2026";

    /// <summary>Only what hangs is given up. How soon a busy machine answers is no test's question.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly CookieContainer _cookies = new() { PerDomainCapacity = 60 };

    /// <summary>The browser at a node.</summary>
    public HttpClient At(SampleNode node) => At(node.Address);

    public HttpClient At(Uri site) =>
        new(
            new HttpClientHandler
            {
                CookieContainer = _cookies,
                AllowAutoRedirect = false,
                UseProxy = false,
            }
        )
        {
            BaseAddress = site,
            Timeout = Timeout,
        };

    /// <summary>What it would send a node, for other programs that send requests.</summary>
    public string CookieHeader(SampleNode node) => CookieHeader(node.Address);

    public string CookieHeader(Uri site) => _cookies.GetCookieHeader(site);

    /// <summary>All that sites have stored in it.</summary>
    public IEnumerable<Cookie> Cookies => _cookies.GetAllCookies();

    /// <summary>Another browser, with the cookies that this one has now.</summary>
    public NodeBrowser Copy()
    {
        var copy = new NodeBrowser();
        copy._cookies.Add(_cookies.GetAllCookies());
        return copy;
    }

    public static Task<NodeBrowser> SignedInAsync(SampleNode node, string name) =>
        SignedInAsync(node.Address, name);

    public static async Task<NodeBrowser> SignedInAsync(Uri site, string name)
    {
        var browser = new NodeBrowser();
        using var client = browser.At(site);
        var answer = await client.PostAsJsonAsync(
            "/api/session",
            new { email = $"{name}@example.com", password = Password }
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return browser;
    }

    public async Task<HttpStatusCode> HeatmapsAsync(SampleNode node, string profile = "acme")
    {
        using var client = At(node);
        using var answer = await client.GetAsync($"/api/p/{profile}/heatmaps");
        return answer.StatusCode;
    }
}
