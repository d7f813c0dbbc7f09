using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A person at a browser of their own. Everything the browser asks for and complains about is kept.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly Site _site;
    private readonly bool _scripts;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<(string Text, string Location)> _complaints = new();
    private readonly ConcurrentQueue<string> _refused = new();

    private Visitor(Site site, IBrowserContext context, IPage page, bool scripts)
    {
        (_site, Context, Page, _scripts) = (site, context, page, scripts);
        context.Request += (_, request) => _requests.Enqueue(request.Url);
        context.WebError += (_, error) => _complaints.Enqueue((error.Error, ""));
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue((message.Text, message.Location));
            }
        };
        context.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.IsNavigationRequest)
            {
                _refused.Enqueue(response.Url);
            }
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Path and query of the page that is open.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Every address the browser asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<Visitor> OpenAsync(
        Site site,
        bool scripts = true,
        string locale = "en-US",
        bool keepsPages = false
    )
    {
        var browser = await (keepsPages ? Chromium.GetThatKeepsPagesAsync() : Chromium.GetAsync());
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = site.Address,
                JavaScriptEnabled = scripts,
                Locale = locale,
                ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            }
        );
        // Generous: the machine may be doing much else.
        context.SetDefaultTimeout(60_000);
        return new Visitor(site, context, await context.NewPageAsync(), scripts);
    }

    public static async Task<Visitor> SignInAsync(
        Site site,
        string name,
        bool scripts = true,
        bool keepsPages = false
    )
    {
        var visitor = await OpenAsync(site, scripts, keepsPages: keepsPages);
        await visitor.Page.GotoAsync("/account/login");
        await visitor.FillInSignInAsync(name);
        return visitor;
    }

    public async Task FillInSignInAsync(string name)
    {
        await Page.GetByLabel("E-mail").FillAsync($"{name}@example.com");
        await Page.GetByLabel("Password").FillAsync("Heatmap!2026");
        await PressAsync("Sign in");
        // Whoever types the next address before the answer came is not signed in.
        await Expect(Page).Not.ToHaveTitleAsync("Sign in · Heatmap");
    }

    /// <summary>Opens an address and gives the status of the page that was reached in the end.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    public Task FollowAsync(string link) =>
        Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    public Task PressAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task EnterAsync(string code, string button)
    {
        await Page.GetByLabel("6-digit code").FillAsync(code);
        // With script the sixth digit sends it.
        if (!_scripts)
        {
            await PressAsync(button);
        }
    }

    public async Task<string> ScreenshotAsync(string name)
    {
        var file = System.IO.Path.Combine(TestPaths.Screenshots, $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        return file;
    }

    /// <summary>Reads the QR code off the screen.</summary>
    public async Task<Authenticator> ScanAsync(string name) =>
        await Authenticator.ScanAsync(await ScreenshotAsync(name));

    /// <summary>The browser had nothing to complain about and talked to this site only.</summary>
    public void AssertQuiet()
    {
        // A page with an error status is itself worth a console message to the browser; the tests look at those statuses.
        Assert.DoesNotContain(
            _complaints,
            complaint => !_refused.Any(complaint.Location.StartsWith)
        );
        Assert.NotEmpty(_requests);
        Assert.All(_requests, url => Assert.StartsWith($"{_site.Address}/", url));
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
