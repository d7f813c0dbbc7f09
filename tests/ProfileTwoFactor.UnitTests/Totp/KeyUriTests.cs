using System.Globalization;
using System.Text;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class KeyUriTests
{
    private const string SecretText = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(
        "Heatmap-Acme(acme)",
        "mark@example.com",
        "Heatmap-Acme%28acme%29",
        "mark%40example.com"
    )]
    [InlineData("Acme Store", "m m", "Acme%20Store", "m%20m")]
    [InlineData("A+B", "mark+2fa@example.com", "A%2BB", "mark%2B2fa%40example.com")]
    [InlineData("A&B=C", "a&secret=AAAA", "A%26B%3DC", "a%26secret%3DAAAA")]
    [InlineData("A#B?C/D%20", "a#b", "A%23B%3FC%2FD%2520", "a%23b")]
    [InlineData("\U0001F525", "\u00e9", "%F0%9F%94%A5", "%C3%A9")]
    [InlineData("\u05e9\u05dc", "\u0645", "%D7%A9%D7%9C", "%D9%85")]
    [InlineData("Acme: Store", "a:b", "Acme-%20Store", "a-b")]
    [InlineData("A\r\nB\0", "a\tb", "A%20%20B%20", "a%20b")]
    [InlineData("-._~", "Aa0", "-._~", "Aa0")]
    [InlineData("<\"'>", "\\", "%3C%22%27%3E", "%5C")]
    public void Create_NamesOfEveryKind_GivesExactlyThisUri(
        string issuer,
        string account,
        string encodedIssuer,
        string encodedAccount
    ) =>
        Assert.Equal(
            $"otpauth://totp/{encodedIssuer}:{encodedAccount}?secret={SecretText}&issuer={encodedIssuer}",
            KeyUri.Create(issuer, account, Secret)
        );

    [Theory]
    [InlineData("Heatmap-Acme Store(acme)", "mark@example.com")]
    [InlineData("A+B & C#D?E=F/G%41", "x+y&secret=ZZZZ@example.com")]
    [InlineData(
        "\U0001F469\u200D\U0001F680 \u05e9\u05dc\u05d5\u05dd",
        "\u0645\u0631\u062d\u0628\u0627@example.com"
    )]
    public void Create_ReadByTwoParsers_GivesBackWhatWentIn(string issuer, string account)
    {
        var uri = KeyUri.Create(issuer, account, Secret);

        AssertRead(new Uri(uri), issuer, account);
        AssertRead(HandParsed.Read(uri), issuer, account);
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('+')]
    public void Create_AddressOf64Characters_IsKeptWhole(char character)
    {
        var name = new string(character, 64);

        AssertRead(HandParsed.Read(KeyUri.Create("Acme", name, Secret)), "Acme", name);
    }

    [Theory]
    [InlineData("a", 39)]
    [InlineData("\u6f22", 19)]
    public void Create_LongAddress_KeepsBothEnds(string character, int kept)
    {
        var local = string.Concat(Enumerable.Repeat(character, 200));

        var read = HandParsed.Read(KeyUri.Create("Acme", $"{local}@mail.example.com", Secret));

        var end = string.Concat(Enumerable.Repeat(character, character == "a" ? 7 : 3));
        Assert.Equal($"{local[..kept]}\u2026{end}@mail.example.com", read.Account);
    }

    [Theory]
    [InlineData("Acme Store", "Acme Store")]
    [InlineData(
        "The Store of Acme and All Her Sons and Daughters",
        "The Store of Acme and All Her S\u2026"
    )]
    [InlineData(
        "\u30ab\u30d5\u30a7\u6771\u4eac \u672c\u5e97",
        "\u30ab\u30d5\u30a7\u6771\u4eac \u672c\u5e97"
    )]
    public void Create_NameAndId_ShortensTheNameToWhatAppsShowAndKeepsTheId(
        string name,
        string shown
    )
    {
        var id = new string('i', 200);
        var issuer = IssuerTemplate.Format(
            "{Application}-{ProfileName}({ProfileId})",
            "Heatmap",
            name,
            id
        );

        var read = HandParsed.Read(KeyUri.Create(issuer, "mark@example.com", Secret));

        Assert.Equal($"Heatmap-{shown}({id})", read.Issuer);
    }

    [Fact]
    public void Create_LongNamesOfAnyScript_AreShortenedBetweenCharacters()
    {
        foreach (
            var character in (string[])
                ["\u6f22", "\U0001F525", "e\u0301", "\U0001F469\u200D\U0001F680", "\u05e9"]
        )
        {
            var name = string.Concat(Enumerable.Repeat(character, 60));

            var shown = IssuerTemplate.Format("{ProfileName}{ProfileId}", "", name, "");

            Assert.EndsWith("\u2026", shown, StringComparison.Ordinal);
            Assert.Equal(0, (shown.Length - 1) % character.Length);
            Assert.StartsWith(shown[..^1], name, StringComparison.Ordinal);
            Assert.InRange(Uri.EscapeDataString(shown).Length, 20, 250);
        }

        var accents = "e" + new string('\u0301', 1000);
        Assert.Equal("\u2026", IssuerTemplate.Format("{ProfileName}{ProfileId}", "", accents, ""));
    }

    [Theory]
    [InlineData("\u05e9")]
    [InlineData("\u6f22")]
    [InlineData("\U0001F525")]
    public void Create_IdTooLongForAQrCode_KeepsBothEndsAndLosesTheMiddle(string character)
    {
        var name = "Heatmap-" + string.Concat(Enumerable.Repeat(character, 300)) + "(acme)";

        var uri = KeyUri.Create(name, "mark@example.com", Secret);

        var read = HandParsed.Read(uri);
        Assert.InRange(uri.Length, 1500, 2953);
        Assert.StartsWith("Heatmap-", read.Issuer, StringComparison.Ordinal);
        Assert.EndsWith("(acme)", read.Issuer, StringComparison.Ordinal);
        Assert.Single(read.Issuer, c => c == '\u2026');
        Assert.Equal(SecretText, read.Parameters["secret"]);
    }

    [Fact]
    public void Create_IdOf900Characters_IsKeptWhole()
    {
        var id = new string('i', 899) + "z";

        Assert.Equal(id, HandParsed.Read(KeyUri.Create(id, "a", Secret)).Issuer);
    }

    /// <summary>What is encoded counts: nine characters for the ellipsis, and 445 for each end.</summary>
    [Theory]
    [InlineData("i", 901, 445)]
    [InlineData("\u05e9", 300, 74)]
    [InlineData("\u6f22", 300, 49)]
    [InlineData("\U0001F525", 300, 37)]
    public void Create_LongerId_KeepsAsMuchOfBothEndsAs900CharactersHold(
        string character,
        int count,
        int kept
    )
    {
        var id = string.Concat(Enumerable.Repeat(character, count));

        var read = HandParsed.Read(KeyUri.Create(id, "a", Secret));

        var end = string.Concat(Enumerable.Repeat(character, kept));
        Assert.Equal($"{end}\u2026{end}", read.Issuer);
    }

    [Fact]
    public void Create_LongAddressWithAMark_KeepsTheMark()
    {
        var read = HandParsed.Read(
            KeyUri.Create("Acme", new string('a', 200), Secret, mark: " (2)")
        );

        Assert.Equal(new string('a', 39) + '\u2026' + new string('a', 24) + " (2)", read.Account);
    }

    // Not a theory: attributes are stored as UTF-8, which can't hold a lone surrogate.
    [Fact]
    public void Create_LoneSurrogates_BecomeReplacementCharacters()
    {
        var uri = KeyUri.Create("A\ud800B", "\udc00", Secret);

        AssertRead(HandParsed.Read(uri), "A\ufffdB", "\ufffd");
    }

    private static void AssertRead(Uri uri, string issuer, string account)
    {
        Assert.Equal("otpauth", uri.Scheme);
        Assert.Equal("totp", uri.Host);
        Assert.Empty(uri.Fragment);
        var label = Uri.UnescapeDataString(uri.AbsolutePath[1..]).Split(':');
        Assert.Equal([issuer, account], label);
        var query = System.Web.HttpUtility.ParseQueryString(uri.Query);
        Assert.Equal("secret,issuer", string.Join(',', query.AllKeys));
        Assert.Equal(SecretText, query["secret"]);
        Assert.Equal(issuer, query["issuer"]);
    }

    private static void AssertRead(HandParsed read, string issuer, string account)
    {
        Assert.Equal(issuer, read.Issuer);
        Assert.Equal(account, read.Account);
        Assert.Equal(2, read.Parameters.Count);
        Assert.Equal(SecretText, read.Parameters["secret"]);
        Assert.Equal(issuer, read.Parameters["issuer"]);
    }

    /// <summary>Reads the URI the way the strictest app would: bytes, no leniency.</summary>
    private sealed record HandParsed(
        string Issuer,
        string Account,
        IReadOnlyDictionary<string, string> Parameters
    )
    {
        public static HandParsed Read(string uri)
        {
            const string Prefix = "otpauth://totp/";
            Assert.StartsWith(Prefix, uri, StringComparison.Ordinal);
            var halves = uri[Prefix.Length..].Split('?');
            Assert.Equal(2, halves.Length);
            var label = Decode(halves[0], ':').Split(':');
            Assert.Equal(2, label.Length);
            var parameters = halves[1]
                .Split('&')
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Decode(pair[1], '\0'));
            return new HandParsed(label[0], label[1], parameters);
        }

        private static string Decode(string text, char alsoAllowed)
        {
            var bytes = new List<byte>();
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '%')
                {
                    bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier));
                    i += 2;
                    continue;
                }

                Assert.True(
                    char.IsAsciiLetterOrDigit(text[i])
                        || "-._~".Contains(text[i])
                        || text[i] == alsoAllowed,
                    $"'{text[i]}' must be encoded"
                );
                bytes.Add((byte)text[i]);
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
    }
}
