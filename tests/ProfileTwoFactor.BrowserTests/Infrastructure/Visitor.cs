using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A person at a browser of their own. Everything the browser asks for and complains about is kept.</summary>
internal sealed class Visitor
{
    private const float Margin = 20;

    // The package's scripts go on without the server when it doesn't answer for a few seconds, which a busy machine may not: the dialog becomes
    // a page then. Here they wait as long as the tests do, unless a test is about that.
    private const string Patience = """
        (() => {
          const longest = 60_000;
          const start = window.setTimeout;
          const isOfPackage = () => new Error().stack.includes("/two-factor/assets/");
          window.setTimeout = (run, after, ...rest) =>
            start(run, after >= 1000 && !window.isHurried && isOfPackage() ? longest : after, ...rest);
          const timeout = AbortSignal.timeout.bind(AbortSignal);
          AbortSignal.timeout = (after) => timeout(window.isHurried ? after : longest);
        })();
        """;

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

    /// <summary>Errors and warnings of the browser's console, for people to read.</summary>
    public IEnumerable<string> Complaints =>
        _complaints.Select(complaint => $"{complaint.Text} {complaint.Location}");

    public static async Task<Visitor> OpenAsync(
        Site site,
        bool scripts = true,
        string locale = "en-US",
        bool keepsPages = false,
        int width = 1280
    )
    {
        var browser = await (keepsPages ? Chromium.GetThatKeepsPagesAsync() : Chromium.GetAsync());
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = site.Address,
                JavaScriptEnabled = scripts,
                Locale = locale,
                // An animation is drawn sixty times a second, also on a page that its test has finished with.
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );
        // Generous: the machine may be doing much else.
        context.SetDefaultTimeout(60_000);
        await context.AddInitScriptAsync(Patience);
        var visitor = new Visitor(site, context, await context.NewPageAsync(), scripts);
        site.Add(visitor);
        return visitor;
    }

    /// <summary>Opens a browser in which a person is signed in, without a page so far.</summary>
    public static async Task<Visitor> SignInAsync(
        Site site,
        string name,
        bool scripts = true,
        string locale = "en-US",
        bool keepsPages = false,
        int width = 1280
    )
    {
        var visitor = await OpenAsync(site, scripts, locale, keepsPages, width);
        var answer = await visitor.Context.APIRequest.PostAsync(
            "/api/session",
            new() { DataObject = new { email = $"{name}@example.com", password = "Heatmap!2026" } }
        );
        Assert.Equal(204, answer.Status);
        return visitor;
    }

    /// <summary>Opens a browser and signs in as people do. A user who is asked for a code is at the page that asks.</summary>
    public static async Task<Visitor> SignInAtFormAsync(Site site, string name, bool scripts = true)
    {
        var visitor = await OpenAsync(site, scripts);
        await visitor.Page.GotoAsync("/account/login");
        await visitor.FillInSignInAsync(name);
        return visitor;
    }

    public async Task FillInSignInAsync(string name)
    {
        await Page.GetByLabel("E-mail").FillAsync($"{name}@example.com");
        await Page.GetByLabel("Password").FillAsync("Heatmap!2026");
        await PressAsync("Sign in");
        // A user who types the next address before the answer came is not signed in.
        await Expect(Page).Not.ToHaveTitleAsync("Sign in · Heatmap");
    }

    /// <summary>Opens an address and gives the status of the page that was reached in the end.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    public Task FollowAsync(string link) =>
        Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Follows a link to another page, and is there.</summary>
    /// <remarks>
    /// With script the page asks first whether the next one is behind the gate. Until that is answered it stays, and where the next page
    /// looks the same, what is pressed in between is lost with it.
    /// </remarks>
    public async Task LeaveByAsync(ILocator link)
    {
        var document = Page.Locator("html");
        if (_scripts)
        {
            // Not before the page with the link is there: the one that is being left takes the mark, and whatever runs in it, along.
            await Expect(link).ToBeVisibleAsync();
            await document.EvaluateAsync("it => it.dataset.left = ''");
        }

        await link.ClickAsync();
        if (_scripts)
        {
            await Expect(Page.Locator("html:not([data-left])")).ToBeAttachedAsync();
        }
    }

    public Task LeaveByAsync(string link) =>
        LeaveByAsync(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }));

    public Task PressAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>The package's scripts on the page that is open wait for the server as long as they do for people.</summary>
    public Task HurryAsync() => Page.EvaluateAsync("window.isHurried = true");

    /// <summary>Whether the browser has script.</summary>
    public bool Scripts => _scripts;

    public async Task EnterAsync(string code, string button)
    {
        var sendsItself = await SendsItselfAsync();
        await FillInCodeAsync(code);
        if (!sendsItself)
        {
            await PressAsync(button);
        }
    }

    /// <summary>
    /// With script the sixth digit sends the code. The page says so as soon as its script has run, and not before that may anyone count on it:
    /// on a busy machine the field is there earlier than the script, which sends nothing that was typed before it came.
    /// </summary>
    public async Task FillInCodeAsync(string code)
    {
        if (await SendsItselfAsync())
        {
            await ExpectScriptAsync();
        }

        await Page.Locator("#code").FillAsync(code);
    }

    /// <summary>Whether the sixth digit sends the code. What changes a whole profile takes its button.</summary>
    public async Task<bool> SendsItselfAsync() =>
        _scripts
        && await Page.Locator("#code").GetAttributeAsync("data-ptf-code") is { Length: > 0 };

    /// <summary>The script of a page that takes a code has run.</summary>
    public async Task ExpectScriptAsync()
    {
        var promise = await Page.Locator("#code").GetAttributeAsync("data-ptf-code");
        await Expect(Page.Locator("#code-hint")).ToContainTextAsync(promise!);
    }

    /// <summary>Leaves a picture of the whole page for people to look at. Only long runs take the time.</summary>
    public async Task ScreenshotAsync(string name)
    {
        if (Tools.RunsLong)
        {
            await Page.ScreenshotAsync(new() { Path = PictureOf(name), FullPage = true });
        }
    }

    /// <summary>Reads the QR code off the screen, with a part of what is around it.</summary>
    public async Task<Authenticator> ScanAsync(string name)
    {
        await ScreenshotAsync(name);
        var code = Page.Locator(".ptf-qr svg");
        await code.ScrollIntoViewIfNeededAsync();
        var box = (await code.BoundingBoxAsync())!;
        var clip = new Clip
        {
            X = box.X - Margin,
            Y = box.Y - Margin,
            Width = box.Width + 2 * Margin,
            Height = box.Height + 2 * Margin,
        };
        var picture = PictureOf($"{name}-code");
        await Page.ScreenshotAsync(new() { Path = picture, Clip = clip });
        return await Authenticator.ScanAsync(picture, _site);
    }

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

    public async Task CloseAsync() => await Context.DisposeAsync();

    private static string PictureOf(string name) =>
        System.IO.Path.Combine(TestPaths.Screenshots, $"{name}.png");
}
