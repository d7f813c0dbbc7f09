using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>What a page answered, with its markup parsed.</summary>
internal sealed record Answer(
    HttpStatusCode Status,
    string? Location,
    string Body,
    IHtmlDocument Document,
    HttpResponseMessage Message
)
{
    public string Text => Document.Body?.TextContent ?? "";

    public string Heading => Document.QuerySelector("h1")?.TextContent ?? "";

    public static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var body = await message.Content.ReadAsStringAsync();
        return new(
            message.StatusCode,
            message.Headers.Location?.OriginalString,
            body,
            new HtmlParser().ParseDocument(body),
            message
        );
    }

    public bool Has(string selector) => Document.QuerySelector(selector) is not null;

    public string Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
