using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests;

public sealed partial class TotpCodeFuzzTests
{
    private const string Likely = "0123456789 -";
    private const string Tricky =
        "0123456789 -\t\r\n\0\v\f+.,eExaA/:\u00a0\u0085\u200b\u2011\u2212\u3000\u0660\u0666\u06f6\uff10\uff16\u00b2\ufeff\ud800\udfce";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TryParse_TenThousandFuzzedStrings_AgreesWithTheOracle(int seed) =>
        Compare(seed, 10_000);

    [LongFact]
    public void TryParse_AMillionFuzzedStrings_AgreesWithTheOracle() => Compare(3, 1_000_000);

    private static void Compare(int seed, int count)
    {
        var random = new Random(seed);
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var text = Fuzz(random);
            var expected = Oracle(text);

            var parsed = TotpCode.TryParse(text, out var code);

            if (parsed != expected is not null || (parsed && code.Value != expected))
            {
                var shown = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
                Assert.Fail($"Seed {seed}, round {i}: {shown} gave {parsed}, oracle {expected}");
            }

            accepted += parsed ? 1 : 0;
        }

        // Fuzzing that only ever meets one side would agree with anything.
        Assert.InRange(accepted, count / 10, count * 9 / 10);
    }

    private static string Fuzz(Random random)
    {
        var text = new StringBuilder(
            random.Next(1_000_000).ToString("D6", CultureInfo.InvariantCulture)
        );
        for (var edits = random.Next(5); edits > 0; edits--)
        {
            var alphabet = random.Next(2) == 0 ? Likely : Tricky;
            var character =
                random.Next(20) == 0
                    ? (char)random.Next(char.MaxValue + 1)
                    : alphabet[random.Next(alphabet.Length)];
            var place = random.Next(text.Length + 1);
            switch (random.Next(8))
            {
                case 0 when place < text.Length:
                    text.Remove(place, 1);
                    break;
                case 1 when place < text.Length:
                    text[place] = character;
                    break;
                case 2:
                    text.Insert(place, " ", random.Next(70));
                    break;
                default:
                    text.Insert(place, character);
                    break;
            }
        }

        return text.ToString();
    }

    private static int? Oracle(string text) =>
        text.Length <= 64 && Canonical().IsMatch(text)
            ? int.Parse(
                string.Concat(text.Where("0123456789".Contains)),
                CultureInfo.InvariantCulture
            )
            : null;

    [GeneratedRegex(
        @"\A[ \t\r\n]*[0-9](?:[ \-]*[0-9]){5}[ \t\r\n]*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Canonical();
}
