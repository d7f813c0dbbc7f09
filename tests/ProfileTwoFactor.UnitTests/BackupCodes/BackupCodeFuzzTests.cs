using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests;

public sealed partial class BackupCodeFuzzTests(ITestOutputHelper output)
{
    private const int MaxLength = 64;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Likely = Base32 + "abcdefghijklmnopqrstuvwxyz0189 -";

    private static readonly Gen<string> Issued = FuzzedText.Edited(
        Gen.Char[Base32]
            .Array[16]
            .Select(letters =>
                string.Join('-', letters.Chunk(4).Select(group => new string(group)))
            ),
        Likely
    );

    private static readonly Gen<string> Imported = FuzzedText.Edited(
        Gen.Char[Likely].Array[4, 52].Select(letters => new string(letters)),
        Likely
    );

    /// <summary>How each character is written again: its case, its look-alike, what follows it.</summary>
    private static readonly Gen<int[]> Spelling = Gen.Int[0, 15].Array[MaxLength];

    [Fact]
    public void TryCanonicalise_FewFuzzedStrings_AgreesWithTheOracle() =>
        CompareIssued(Fuzzing.Few);

    [LongFact]
    public void TryCanonicalise_AMillionFuzzedStrings_AgreesWithTheOracle() =>
        CompareIssued(Fuzzing.Million);

    [Fact]
    public void TryCanonicaliseImported_FewFuzzedStrings_AgreesWithTheOracle() =>
        CompareImported(Fuzzing.Few);

    [LongFact]
    public void TryCanonicaliseImported_AMillionFuzzedStrings_AgreesWithTheOracle() =>
        CompareImported(Fuzzing.Million);

    private void CompareIssued(int count) =>
        Fuzzing.Run(
            Gen.Select(Issued, Spelling),
            count,
            input =>
            {
                var (text, spelling) = input;
                var expected =
                    text.Length <= MaxLength && IssuedForm().IsMatch(text)
                        ? Letters(text).Replace('0', 'O').Replace('1', 'I')
                        : null;

                Assert.Equal(expected, Canonical(text));

                if (expected is not null)
                {
                    Assert.Equal(expected, Canonical(Spell(expected, spelling, lookAlikes: true)));
                }

                return expected is not null;
            },
            output
        );

    private void CompareImported(int count) =>
        Fuzzing.Run(
            Gen.Select(Imported, Spelling),
            count,
            input =>
            {
                var (text, spelling) = input;
                var expected =
                    text.Length <= MaxLength && ImportedForm().IsMatch(text) ? Letters(text) : null;

                Assert.Equal(expected, CanonicalImported(text));

                if (expected is not null)
                {
                    Assert.Equal(
                        expected,
                        CanonicalImported(Spell(expected, spelling, lookAlikes: false))
                    );
                }

                return expected is not null;
            },
            output
        );

    private static string? Canonical(string text)
    {
        Span<byte> canonical = stackalloc byte[BackupCodeText.Length];
        return BackupCodeText.TryCanonicalise(text, canonical)
            ? Encoding.ASCII.GetString(canonical)
            : null;
    }

    private static string? CanonicalImported(string text)
    {
        Span<byte> canonical = stackalloc byte[BackupCodeText.MaxImportedLength];
        return BackupCodeText.TryCanonicaliseImported(text, canonical, out var length)
            ? Encoding.ASCII.GetString(canonical[..length])
            : null;
    }

    private static string Letters(string text) =>
        string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>The same code as a person may write it: no longer than what is read.</summary>
    private static string Spell(string canonical, int[] spelling, bool lookAlikes)
    {
        var spare = MaxLength - canonical.Length;
        var text = new StringBuilder();
        for (var i = 0; i < canonical.Length; i++)
        {
            var how = spelling[i];
            var letter = (how & 1) == 0 ? canonical[i] : char.ToLowerInvariant(canonical[i]);
            text.Append(
                lookAlikes && (how & 2) == 0
                    ? canonical[i] switch
                    {
                        'O' => '0',
                        'I' => '1',
                        _ => letter,
                    }
                    : letter
            );
            if ((how & 12) == 12 && spare-- > 0)
            {
                text.Append(
                    i == canonical.Length - 1 ? '\n'
                    : (how & 1) == 0 ? ' '
                    : '-'
                );
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(
        @"\A[ \t\r\n]*(?:[ \-]*[A-Za-z2-701]){16}[ \-]*[ \t\r\n]*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex IssuedForm();

    [GeneratedRegex(
        @"\A[ \t\r\n]*(?:[ \-]*[A-Za-z0-9]){10,48}[ \-]*[ \t\r\n]*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ImportedForm();
}
