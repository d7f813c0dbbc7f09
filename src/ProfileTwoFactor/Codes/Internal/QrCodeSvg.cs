using System.Globalization;
using System.Security;
using System.Text;
using QRCoder;
using QRCoder.Exceptions;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>A QR code as inline SVG that a strict content security policy lets through: no style, no script, no <c>data:</c> URI.</summary>
internal static class QrCodeSvg
{
    /// <summary>What fits the narrowest phone beside the page's own margins.</summary>
    private const int MostPixels = 308;

    public static string Create(string keyUri, string textAlternative)
    {
        using var data = Encode(keyUri);
        var modules = data.ModuleMatrix.Count;
        var size = modules.ToString(CultureInfo.InvariantCulture);
        // Whole pixels for each module: with fractions, readers in browser extensions read some versions not at all.
        var pixels = (modules * Scale(data)).ToString(CultureInfo.InvariantCulture);
        var title = SecurityElement.Escape(DisplayText.Clean(textAlternative));
        var path = PathOf(data);

        // The white ground is part of the picture: in dark mode a phone would otherwise see dark on dark.
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" role="img" shape-rendering="crispEdges"><title>{title}</title><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }

    /// <summary>As much correction as there is at the largest modules: more of it would make them smaller, which phones read worse.</summary>
    private static QRCodeData Encode(string keyUri)
    {
        var data = QRCodeGenerator.GenerateQrCode(keyUri, QRCodeGenerator.ECCLevel.L);
        var corrected = TryEncode(keyUri, QRCodeGenerator.ECCLevel.M);
        if (corrected is null || Scale(corrected) < Scale(data))
        {
            corrected?.Dispose();
            return data;
        }

        data.Dispose();
        return corrected;
    }

    private static QRCodeData? TryEncode(string keyUri, QRCodeGenerator.ECCLevel correction)
    {
        try
        {
            return QRCodeGenerator.GenerateQrCode(keyUri, correction);
        }
        catch (DataTooLongException)
        {
            return null;
        }
    }

    private static int Scale(QRCodeData data) => Math.Max(1, MostPixels / data.ModuleMatrix.Count);

    private static string PathOf(QRCodeData data)
    {
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var start = x;
                while (x < row.Count && row[x])
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
