using System.Globalization;
using System.Security;
using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>A QR code as inline SVG that a strict content security policy lets through: no style, no script, no <c>data:</c> URI.</summary>
internal static class QrCodeSvg
{
    /// <summary>What fits the narrowest phone beside the page's own margins.</summary>
    private const int MostPixels = 308;

    public static string Create(string keyUri, string textAlternative)
    {
        var symbol = Encode(keyUri);
        var size = symbol.Size.ToString(CultureInfo.InvariantCulture);
        // Whole pixels for each module: with fractions, readers in browser extensions read some versions not at all.
        var pixels = (symbol.Size * Scale(symbol.Size)).ToString(CultureInfo.InvariantCulture);
        var title = SecurityElement.Escape(DisplayText.Clean(textAlternative));
        var path = PathOf(symbol);

        // The white ground is part of the picture: in dark mode a phone would otherwise see dark on dark.
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" role="img" shape-rendering="crispEdges"><title>{title}</title><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }

    /// <summary>As much correction as there is at the largest modules: more of it would make them smaller, which phones read worse.</summary>
    private static QrSymbol Encode(string keyUri)
    {
        var low = QrSymbol.SizeFor(keyUri, medium: false);
        var medium = QrSymbol.SizeFor(keyUri, medium: true);
        return QrSymbol.Create(keyUri, medium is { } size && Scale(size) >= Scale(low!.Value))
            ?? throw new ArgumentException(
                $"The content of a QR code can't have {keyUri.Length} characters.",
                nameof(keyUri)
            );
    }

    private static int Scale(int size) => Math.Max(1, MostPixels / size);

    private static string PathOf(QrSymbol symbol)
    {
        var path = new StringBuilder();
        for (var y = 0; y < symbol.Size; y++)
        {
            for (var x = 0; x < symbol.Size; x++)
            {
                var start = x;
                while (symbol.IsDark(x, y))
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(
                        CultureInfo.InvariantCulture,
                        $"M{start} {y}h{x - start}v1h-{x - start}z"
                    );
                }
            }
        }

        return path.ToString();
    }
}
