using System.Globalization;
using System.Security;
using System.Text;
using QRCoder;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>A QR code as inline SVG that a strict content security policy lets through: no style, no script, no <c>data:</c> URI.</summary>
internal static class QrCodeSvg
{
    // More correction makes more and smaller modules. Beyond this length a phone is better served by larger modules.
    private const int MediumCorrectionLimit = 500;

    public static string Create(string keyUri, string textAlternative)
    {
        var correction =
            keyUri.Length <= MediumCorrectionLimit
                ? QRCodeGenerator.ECCLevel.M
                : QRCodeGenerator.ECCLevel.L;
        using var data = QRCodeGenerator.GenerateQrCode(keyUri, correction);
        var size = data.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        var title = SecurityElement.Escape(DisplayText.Clean(textAlternative));
        var path = PathOf(data);

        // The white ground is part of the picture: in dark mode a phone would otherwise see dark on dark.
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges"><title>{title}</title><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }

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
