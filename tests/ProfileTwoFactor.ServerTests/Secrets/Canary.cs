using System.Text;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Secrets;

/// <summary>A secret that some answer, cookie or mail contained, in every form in which a program may write it down.</summary>
/// <param name="Name">What it is, for failures: the secret itself isn't shown.</param>
/// <param name="Forms">What to look for, as Latin-1: a character for each byte.</param>
/// <param name="IsNumber">Few digits, which other digits or letters beside them make another thing.</param>
internal sealed record Canary(string Name, IReadOnlyList<string> Forms, bool IsNumber)
{
    // Shorter ones would be found by chance in megabytes of ciphertext.
    private const int ShortestForm = 10;

    /// <summary>A code that people type.</summary>
    public static Canary OfDigits(string name, string digits) =>
        new(name, [digits], IsNumber: true);

    /// <summary>A text: a token, a password, the value of a cookie.</summary>
    public static Canary OfText(string name, string text) =>
        new(name, FormsOf(text).Distinct(StringComparer.Ordinal).ToList(), IsNumber: false);

    /// <summary>A backup code or a pass, as it is shown and as people type it.</summary>
    public static Canary OfTyped(string name, string text)
    {
        var bare = text.Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        return new(
            name,
            [.. FormsOf(text).Concat(FormsOf(bare)).Distinct(StringComparer.Ordinal)],
            IsNumber: false
        );
    }

    /// <summary>The secret of an authenticator, as text and as the bytes that it stands for.</summary>
    public static Canary OfSecret(string name, string base32) =>
        new(
            name,
            [
                .. FormsOf(base32)
                    .Concat(FormsOf(OtpNet.Base32Encoding.ToBytes(base32)))
                    .Distinct(StringComparer.Ordinal),
            ],
            IsNumber: false
        );

    private static IEnumerable<string> FormsOf(string text) =>
        (
            (string[])
                [text, text.ToLowerInvariant(), text.ToUpperInvariant(), Uri.EscapeDataString(text)]
        ).SelectMany(one =>
            (string[])
                [
                    .. FormsOf(Encoding.UTF8.GetBytes(one)),
                    Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(one)),
                ]
        );

    private static IEnumerable<string> FormsOf(byte[] bytes)
    {
        var forms = new List<string>
        {
            Encoding.Latin1.GetString(bytes),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
        };
        // In the middle of other bytes, base64 writes the same bytes in one of three ways.
        for (var before = 0; before < 3; before++)
        {
            var within = bytes.AsSpan((3 - before) % 3).ToArray();
            var whole = Convert.ToBase64String(within, 0, within.Length / 3 * 3);
            forms.Add(whole);
            forms.Add(whole.Replace('+', '-').Replace('/', '_'));
        }

        return forms.Where(form => form.Length >= ShortestForm);
    }
}
