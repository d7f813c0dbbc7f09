using System.Text;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>What the mail server was handed: the envelope and the raw message.</summary>
internal sealed record SmtpDelivery(string[] Recipients, string Message)
{
    public string Head => Message[..Message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    /// <summary>All parts, decoded from quoted-printable.</summary>
    public string Body
    {
        get
        {
            var raw = Message[Head.Length..].Replace("=\r\n", "", StringComparison.Ordinal);
            var bytes = new List<byte>();
            for (var index = 0; index < raw.Length; index++)
            {
                if (
                    raw[index] == '='
                    && index + 2 < raw.Length
                    && char.IsAsciiHexDigitUpper(raw[index + 1])
                    && char.IsAsciiHexDigitUpper(raw[index + 2])
                )
                {
                    bytes.Add(Convert.ToByte(raw.Substring(index + 1, 2), 16));
                    index += 2;
                }
                else
                {
                    bytes.Add((byte)raw[index]);
                }
            }

            return Encoding.UTF8.GetString([.. bytes]);
        }
    }

    /// <summary>The text and the HTML, each decoded.</summary>
    public string[] Parts()
    {
        var html = Body.IndexOf("text/html", StringComparison.Ordinal);
        return [Body[..html], Body[html..]];
    }

    /// <summary>A header with its folded lines, encoded words decoded.</summary>
    public string Header(string name)
    {
        var lines = Head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        var value = lines.Single(line =>
            line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)
        )[(name.Length + 1)..];
        var words = value
            .Trim()
            .Split(' ')
            .Select(word =>
                word.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase)
                    ? Encoding.UTF8.GetString(Convert.FromBase64String(word[10..^2]))
                    : word + " "
            );
        return string.Concat(words).Trim();
    }
}
