using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

/// <summary>Reads pages and sends their forms as they stand.</summary>
internal sealed class Person(Browser browser, FakeTimeProvider clock)
{
    public Browser Browser => browser;

    /// <summary>Whom the host takes this browser for.</summary>
    public async Task<string> WhoAsync() => (await browser.GetAsync("/who")).Body;

    public async Task<Answer> OpenAsync(string url) =>
        await Answer.ReadAsync((await browser.NavigateAsync(url)).Response);

    /// <summary>Sends the form of a page that posts to a handler; none: the page's main form.</summary>
    public async Task<Answer> SubmitAsync(
        Answer page,
        string? handler = null,
        params (string Name, string Value)[] fields
    )
    {
        Assert.True(page.Status != HttpStatusCode.Found, $"Nothing to send: {page.Location}");
        var form = page
            .Document.QuerySelectorAll("form[method=post]")
            .Single(it =>
                handler is null
                    ? !Action(it).Contains("handler=", StringComparison.Ordinal)
                    : Action(it).Contains($"handler={handler}", StringComparison.Ordinal)
            );
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return await SendAsync(Action(form), [.. hidden, .. fields]);
    }

    /// <summary>Presses the button of a form that leads on to another page: the page's first one, or the one to a page.</summary>
    public async Task<Answer> FollowAsync(Answer page, string? to = null)
    {
        var form = page
            .Document.QuerySelectorAll("form[method=get]")
            .First(it => to is null || Action(it) == to);
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .Select(input =>
                $"{input.GetAttribute("name")}={Uri.EscapeDataString(input.GetAttribute("value") ?? "")}"
            );
        return await OpenAsync($"{Action(form)}?{string.Join('&', fields)}");
    }

    /// <summary>From the page with the QR code of the set-up to the end of the code's page.</summary>
    public async Task<Answer> EnterAsync(Answer qr, string code) =>
        await SubmitAsync(await FollowAsync(qr), null, ("code", code));

    /// <summary>Posts with a valid antiforgery token, whatever the page would have offered.</summary>
    public async Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var token = await browser.GetAsync("/two-factor/api/antiforgery");
        return await SendAsync(
            url,
            [
                .. fields,
                ("__RequestVerificationToken", token.Json.GetProperty("token").GetString()!),
            ]
        );
    }

    public async Task<Answer> SendAsync(string url, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        return await Answer.ReadAsync((await browser.SendAsync(request)).Response);
    }

    public FakeAuthenticator AppOf(Answer page) => new(SecretOf(page)!, clock);

    public static string? SecretOf(Answer page) =>
        page
            .Document.QuerySelector("code.ptf-key")
            ?.TextContent.Replace(" ", "", StringComparison.Ordinal);

    public static string[] CodesOf(Answer page) =>
        [.. page.Document.QuerySelectorAll(".ptf-codes li").Select(code => code.TextContent)];

    private static string Action(AngleSharp.Dom.IElement form) => form.GetAttribute("action")!;
}
