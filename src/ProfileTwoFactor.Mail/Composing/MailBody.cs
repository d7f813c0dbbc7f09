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

    public void AddLink(string address)
    {
        var encoded = Encoder.Encode(address);
        _text.Append(address).Append("\n\n");
        _html.Append($"<p><a href=\"{encoded}\">{encoded}</a></p>\n");
    }

    public string Text() => _text.ToString().TrimEnd() + "\n";

    public string Html(string language, string title) =>
        $"""
            <!DOCTYPE html>
            <html lang="{Encoder.Encode(language)}">
            <head><meta charset="utf-8"><title>{Encoder.Encode(title)}</title></head>
            <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
            {_html}</body>
            </html>

            """;
}
