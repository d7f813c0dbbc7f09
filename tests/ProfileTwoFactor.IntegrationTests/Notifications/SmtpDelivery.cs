using System.Text;
using MimeKit;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>What the mail server was handed: the envelope and the raw message.</summary>
internal sealed record SmtpDelivery(string[] Recipients, string Message)
{
    public string Head => Message[..Message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    /// <summary>All parts, decoded, each after its type.</summary>
    public string Body => string.Join("\n", Parts());

    /// <summary>The text and the HTML, each decoded.</summary>
    public string[] Parts() =>
        [
            .. Read()
                .BodyParts.OfType<TextPart>()
                .Select(part => $"{part.ContentType.MimeType}\n{Decode(part)}"),
        ];

    /// <summary>A header, unfolded and decoded.</summary>
    public string Header(string name)
    {
        var message = Read();
        return Assert
            .Single(
                message.Headers.Concat(message.Body!.Headers),
                header => string.Equals(header.Field, name, StringComparison.OrdinalIgnoreCase)
            )
            .Value;
    }

    // As it was sent: TextPart.Text has line ends of its own.
    private static string Decode(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private MimeMessage Read() =>
        MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Message)));
}
