using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>The same paragraphs as text and as HTML, so that the two can't say different things.</summary>
internal sealed class MailBody
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public void Add(string paragraph)
    {
        _text.Append(paragraph).Append("\n\n");
        _html.Append("<p>").Append(Encoder.Encode(paragraph)).Append("</p>\n");
    }

    /// <summary>A text of a person, with its line breaks, set off from the mail's own.</summary>
    public void AddLines(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        _text.AppendJoin('\n', all.Select(line => "> " + line)).Append("\n\n");
        _html
            .Append("<blockquote>")
            .AppendJoin("<br>\n", all.Select(Encoder.Encode))
            .Append("</blockquote>\n");
    }

    public void AddLink(string address)
    {
        var encoded = Encoder.Encode(address);
        _text.Append(address).Append("\n\n");
        _html.Append($"<p><a href=\"{encoded}\">{encoded}</a></p>\n");
    }

    /// <summary>One page of the mail in each language.</summary>
    public static string Html(string title, params IReadOnlyList<MailPart> parts) =>
        $"""
            <!DOCTYPE html>
            <html lang="{Encoder.Encode(parts[0].Language)}">
            <head><meta charset="utf-8"><title>{Encoder.Encode(title)}</title></head>
            <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
            {string.Join("<hr>\n", parts.Select((part, index) => Section(part, index > 0)))}</body>
            </html>

            """;

    public static string Text(params IReadOnlyList<MailPart> parts) =>
        string.Join("\n----\n\n", parts.Select(part => part.Body.Text()));

    private static string Section(MailPart part, bool isOther) =>
        isOther
            ? $"<div lang=\"{Encoder.Encode(part.Language)}\">\n{part.Body._html}</div>\n"
            : part.Body._html.ToString();

    private string Text() => _text.ToString().TrimEnd() + "\n";
}
