using ProfileTwoFactor.Codes.Internal;
using QRCoder;

namespace ProfileTwoFactor.UnitTests.Totp;

/// <summary>The package's QR codes against those of QRCoder, module by module.</summary>
public sealed class QrSymbolTests
{
    private const int Border = 4;

    public static TheoryData<bool, int> Lengths()
    {
        var all = new TheoryData<bool, int>();
        foreach (var medium in new[] { false, true })
        {
            // Every size, and what just fits it.
            for (var length = 1; length <= (medium ? 2331 : 2953); length += length < 40 ? 1 : 37)
            {
                all.Add(medium, length);
            }

            all.Add(medium, medium ? 2331 : 2953);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Symbol_OfAnyLength_IsThatOfAnotherEncoder(bool medium, int length)
    {
        var random = new Random(length);
        // Lower case, so that the other encoder takes bytes as well.
        var text =
            "a"
            + string.Concat(
                Enumerable.Range(1, length - 1).Select(_ => (char)random.Next(33, 127))
            );
        using var other = QRCodeGenerator.GenerateQrCode(
            text,
            medium ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.L
        );

        var symbol = QrSymbol.Create(text, medium, MaskOf(other))!;

        Assert.Equal(other.ModuleMatrix.Count, symbol.Size);
        for (var y = 0; y < symbol.Size; y++)
        {
            for (var x = 0; x < symbol.Size; x++)
            {
                Assert.True(other.ModuleMatrix[y][x] == symbol.IsDark(x, y), $"{x}, {y}");
            }
        }
    }

    [Theory]
    [InlineData(false, 2953)]
    [InlineData(true, 2331)]
    public void Text_ThatNoSymbolHolds_HasNone(bool medium, int longest)
    {
        Assert.NotNull(QrSymbol.Create(new string('a', longest), medium));
        Assert.Null(QrSymbol.Create(new string('a', longest + 1), medium));
    }

    [Fact]
    public void Mask_ThatIsChosen_IsTheOneWithTheLeastPenalty()
    {
        var text = "otpauth://totp/Shop:mei%40example.com?secret=JBSWY3DPEHPK3PXP";
        var symbol = QrSymbol.Create(text, medium: true)!;

        var penalties = Enumerable
            .Range(0, QrMask.Count)
            .Select(mask => QrMask.PenaltyOf(Inner(QrSymbol.Create(text, true, mask)!)));

        Assert.Equal(penalties.Min(), QrMask.PenaltyOf(Inner(symbol)));
    }

    private static bool[,] Inner(QrSymbol symbol)
    {
        var size = symbol.Size - (2 * Border);
        var dark = new bool[size, size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                dark[y, x] = symbol.IsDark(x + Border, y + Border);
            }
        }

        return dark;
    }

    /// <summary>From the format bits beside the first finder pattern.</summary>
    private static int MaskOf(QRCodeData code)
    {
        var bits = 0;
        foreach (var (x, bit) in new[] { (2, 12), (3, 11), (4, 10) })
        {
            bits |= (code.ModuleMatrix[8 + Border][x + Border] ? 1 : 0) << bit;
        }

        return ((bits ^ 0x5412) >> 10) & 7;
    }
}
