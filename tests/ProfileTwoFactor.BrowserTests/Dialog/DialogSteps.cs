using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Dialog;

/// <summary>What an app with the script does, and what people do with the dialog that it opens.</summary>
internal static partial class DialogSteps
{
    public const string Element = "profile-two-factor-dialog";
    public const string Heatmaps = "/api/p/acme/heatmaps";

    public static ILocator Dialog(this Visitor visitor) => visitor.Page.GetByRole(AriaRole.Dialog);

    public static ILocator Code(this Visitor visitor) =>
        visitor.Dialog().Locator("input[name=code]");

    /// <summary>Loads the script as an app does, once a page, and makes calls without waiting for their answers.</summary>
    public static Task CallAsync(this Visitor visitor, params string[] paths) =>
        visitor.Page.EvaluateAsync(
            """
            async (paths) => {
              await import("/two-factor/assets/two-factor.js");
              window.calls = paths.map((path) =>
                fetch(path).then(async (it) => `${it.status} ${await it.text()}`, (it) => `${it.name} ${it.code}`));
            }
            """,
            paths
        );

    /// <summary>Signs mark in as a single-page app does: with a call of its own, whose answer is kept.</summary>
    public static async Task SignInByAppAsync(this Visitor visitor, string password)
    {
        await visitor.CallAsync();
        await visitor.Page.EvaluateAsync(
            """
            (password) => {
              const body = JSON.stringify({ email: "mark@example.com", password });
              const call = fetch("/api/session", { method: "POST", headers: { "Content-Type": "application/json" }, body });
              window.calls = [call.then(async (it) => `${it.status} ${await it.text()}`, (it) => `${it.name} ${it.code}`)];
            }
            """,
            password
        );
    }

    public static Task<string[]> AnswersAsync(this Visitor visitor) =>
        visitor.Page.EvaluateAsync<string[]>("Promise.all(window.calls)");

    public static async Task UseBackupCodeAsync(this Visitor visitor, string code)
    {
        await visitor.Dialog().GetByText("Use a backup code").ClickAsync();
        await visitor.Dialog().Locator("input[name=backupCode]").FillAsync(code);
        await visitor
            .Dialog()
            .GetByRole(AriaRole.Button, new() { Name = "Use this code" })
            .ClickAsync();
    }

    public static Task ExpectDialogAsync(this Visitor visitor, string heading) =>
        Expect(visitor.Dialog().GetByRole(AriaRole.Heading, new() { Level = 2 }))
            .ToHaveTextAsync(heading);

    public static async Task ExpectNoDialogAsync(this Visitor visitor) =>
        await Expect(visitor.Page.Locator(Element)).ToHaveCountAsync(0);

    /// <summary>All markup of the page, that of shadow trees included.</summary>
    public static Task<string> WholeMarkupAsync(this Visitor visitor) =>
        visitor.Page.EvaluateAsync<string>(
            """
            () => {
              const read = (root) => root.innerHTML + [...root.querySelectorAll("*")]
                .map((it) => (it.shadowRoot ? read(it.shadowRoot) : "") + (it.value ?? "")).join("");
              return read(document.documentElement);
            }
            """
        );

    /// <summary>The browser has proven nothing any more, as after a day without use; its session goes on.</summary>
    public static Task LapseAsync(this Visitor visitor) =>
        visitor.Context.ClearCookiesAsync(new() { NameRegex = WindowCookie() });

    /// <summary>Adds markup to the page that is open.</summary>
    public static Task AddAsync(this Visitor visitor, string markup) =>
        visitor.Page.EvaluateAsync(
            "(markup) => document.querySelector('main').insertAdjacentHTML('afterbegin', markup)",
            markup
        );

    /// <summary>Everything that the browser posts from now on, except to the package's own calls.</summary>
    public static IReadOnlyCollection<string> Posts(this Visitor visitor)
    {
        var posts = new ConcurrentQueue<string>();
        visitor.Context.Request += (_, request) =>
        {
            if (request.Method == "POST" && !request.Url.Contains("/two-factor/"))
            {
                posts.Enqueue(request.Url);
            }
        };
        return posts;
    }

    /// <summary>Answers a form in place of the site, and keeps what was sent.</summary>
    public static async Task<IReadOnlyCollection<string>> CatchAsync(
        this Visitor visitor,
        string path
    )
    {
        var sent = new ConcurrentQueue<string>();
        await visitor.Page.RouteAsync(
            url => new Uri(url).PathAndQuery == path,
            route =>
            {
                sent.Enqueue(route.Request.PostData ?? "");
                return route.FulfillAsync(
                    new() { ContentType = "text/html", Body = "<!DOCTYPE html><p>It came." }
                );
            }
        );
        return sent;
    }

    /// <summary>A member whose authenticator is bound already, at the site's first page in a browser that proved nothing.</summary>
    public static async Task<(Visitor Visitor, Authenticator App)> ReturningMemberAsync(
        Site site,
        string locale = "en-US"
    )
    {
        var app = await site.BindAsync("mark");
        return (await AtFirstPageAsync(site, "mark", locale), app);
    }

    /// <summary>A person who is signed in, at the site's first page.</summary>
    public static async Task<Visitor> AtFirstPageAsync(
        Site site,
        string name,
        string locale = "en-US"
    )
    {
        var visitor = await Visitor.SignInAsync(site, name, locale: locale);
        await visitor.GoAsync("/");
        return visitor;
    }

    [GeneratedRegex("\\.ProfileTwoFactor\\.W\\.")]
    private static partial Regex WindowCookie();
}
