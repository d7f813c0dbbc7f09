using System.Text;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests;

public sealed class BackupCodeTextTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [Fact]
    public void CreateRandom_ManyTimes_IsEightyEvenlyRandomBitsInGroupsOfFour()
    {
        const int Samples = 6400;
        var codes = Enumerable
            .Range(0, Samples)
            .Select(_ => BackupCodeText.CreateRandom())
            .ToList();

        Assert.Equal(Samples, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", code));
        var plain = codes.ConvertAll(code => code.Replace("-", "", StringComparison.Ordinal));
        for (var place = 0; place < 16; place++)
        {
            foreach (var letter in Alphabet)
            {
                // 200 expected, seven standard deviations either way.
                Assert.InRange(plain.Count(code => code[place] == letter), 102, 298);
            }
        }
    }

    [Theory]
    [InlineData("ABCD-EFGH-IJKL-MNOP", "ABCDEFGHIJKLMNOP")]
    [InlineData("abcd-efgh-ijkl-mnop", "ABCDEFGHIJKLMNOP")]
    [InlineData("AbCdEfGhIjKlMnOp", "ABCDEFGHIJKLMNOP")]
    [InlineData(" qrst uvwx-yz23--4567\r\n", "QRSTUVWXYZ234567")]
    [InlineData("\t-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A- ", "AAAAAAAAAAAAAAAA")]
    [InlineData("0000-1111-oooo-iiii", "OOOOIIIIOOOOIIII")]
    [InlineData("llll-LLLL-zzzz-2222", "LLLLLLLLZZZZ2222")]
    public void TryCanonicalise_WritingsOfOneCode_GiveOneForm(string text, string expected)
    {
        var canonical = new byte[BackupCodeText.Length];

        Assert.True(BackupCodeText.TryCanonicalise(text, canonical));
        Assert.Equal(expected, Encoding.ASCII.GetString(canonical));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("AAAA-AAAA-AAAA-AAA")]
    [InlineData("AAAA-AAAA-AAAA-AAAAA")]
    [InlineData("AAAA-AAAA-AAAA-AAA8")]
    [InlineData("AAAA-AAAA-AAAA-AAA9")]
    [InlineData("AAAA-AAAA-AAAA-AAA=")]
    [InlineData("AAAA-AAAA-AAAA-AAA@")]
    [InlineData("AAAA-AAAA-AAAA-AAA[")]
    [InlineData("AAAA-AAAA-AAAA-AAA`")]
    [InlineData("AAAA-AAAA-AAAA-AAA{")]
    [InlineData("AAAA_AAAA_AAAA_AAAA")]
    [InlineData("AAAA\nAAAA-AAAA-AAAA")]
    [InlineData("AAAA\tAAAA-AAAA-AAAA")]
    [InlineData("AAAA-AAAA-AAAA-AAAA\0")]
    [InlineData("AAAA-AAAA-AAAA-AAAA\u00a0")]
    [InlineData("\vAAAA-AAAA-AAAA-AAAA")]
    [InlineData("AAAA\u00a0AAAA-AAAA-AAAA")]
    [InlineData("AAAA\u2011AAAA-AAAA-AAAA")]
    [InlineData("AAAA-AAAA-AAAA-AAA\uff21")]
    [InlineData("AAAA-AAAA-AAAA-AAA\u0391")]
    [InlineData("AAAA-AAAA-AAAA-AAA\u0131")]
    [InlineData("AAAA-AAAA-AAAA-AAA\u0130")]
    [InlineData("AAAA-AAAA-AAAA-AAA\u017f")]
    [InlineData("AAAA-AAAA-AAAA-AAA\u212a")]
    public void TryCanonicalise_AnythingElse_IsMalformed(string? text) =>
        Assert.False(BackupCodeText.TryCanonicalise(text, new byte[BackupCodeText.Length]));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void TryCanonicalise_ACodeInALongText_IsMalformedBeyond64Characters(
        int length,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            BackupCodeText.TryCanonicalise(
                "ABCDEFGHIJKLMNOP".PadRight(length),
                new byte[BackupCodeText.Length]
            )
        );

    [Theory]
    [InlineData("abcde-12345", "ABCDE12345")]
    [InlineData("\t0oi1l --56789\r\n", "0OI1L56789")]
    [InlineData("azAZ09-azAZ09", "AZAZ09AZAZ09")]
    public void TryCanonicaliseImported_LettersAndDigits_AreReadAsTheyAre(
        string text,
        string expected
    )
    {
        var canonical = new byte[BackupCodeText.MaxImportedLength];

        Assert.True(BackupCodeText.TryCanonicaliseImported(text, canonical, out var length));
        Assert.Equal(expected, Encoding.ASCII.GetString(canonical, 0, length));
    }

    [Theory]
    [InlineData(9, 9, false)]
    [InlineData(10, 10, true)]
    [InlineData(48, 48, true)]
    [InlineData(49, 49, false)]
    [InlineData(48, 64, true)]
    [InlineData(48, 65, false)]
    public void TryCanonicaliseImported_AShortOrLongText_IsMalformedBeyondTheLimits(
        int letters,
        int length,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            BackupCodeText.TryCanonicaliseImported(
                new string('A', letters).PadRight(length),
                new byte[BackupCodeText.MaxImportedLength],
                out _
            )
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCDE_12345")]
    [InlineData("ABCDE\n12345")]
    [InlineData("ABCDE1234\u00c4")]
    [InlineData("ABCDE1234\uff15")]
    public void TryCanonicaliseImported_AnythingElse_IsMalformed(string? text) =>
        Assert.False(
            BackupCodeText.TryCanonicaliseImported(
                text,
                new byte[BackupCodeText.MaxImportedLength],
                out _
            )
        );

    [Fact]
    public void TryUse_TheSameCodeInAnotherWriting_CountsAsThatCode()
    {
        var (codes, set) = BackupCodes.Create();
        var plain = codes[2].Replace("-", "", StringComparison.Ordinal);
        string[] writings =
        [
            plain,
            plain.ToLowerInvariant(),
            $"  {codes[2]}\r\n",
            codes[2].Replace('-', ' '),
            codes[2].Replace('O', '0').Replace('I', '1'),
        ];

        Assert.All(
            writings,
            text =>
            {
                Assert.True(BackupCodes.TryUse(set, text, out var remaining, out _));
                Assert.False(BackupCodes.TryUse(remaining, codes[2], out _, out _));
            }
        );
    }
}
