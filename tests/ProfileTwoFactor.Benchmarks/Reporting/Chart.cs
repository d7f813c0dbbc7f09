using System.Globalization;
using System.Net;
using System.Text;
using ProfileTwoFactor.Benchmarks.Measuring;
using static System.FormattableString;

namespace ProfileTwoFactor.Benchmarks.Reporting;

/// <summary>The ratios as horizontal bars, in SVG. A line stands where a request costs as much as its baseline.</summary>
internal static class Chart
{
    private const int Width = 820;
    private const int Left = 330;
    private const int Right = 90;
    private const int Row = 30;
    private const int Top = 40;

    public static void Write(string path, IReadOnlyList<PairResult> results)
    {
        var most = Math.Max(2, results.Max(result => result.Ratio));
        double At(double ratio) => Left + (Width - Left - Right) * ratio / most;
        var height = Top + Row * results.Count + 20;
        var svg = new StringBuilder();
        svg.AppendLine(
            Invariant(
                $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="13" role="img" aria-label="CPU time of a request, by that of its baseline">"""
            )
        );
        svg.AppendLine(Invariant($"""<rect width="{Width}" height="{height}" fill="#ffffff"/>"""));
        svg.AppendLine(
            Invariant(
                $"""<text x="10" y="22" fill="#1f2937">CPU time ÷ baseline, median of neighboring blocks</text>"""
            )
        );
        for (var i = 0; i < results.Count; i++)
        {
            var (result, y) = (results[i], Top + Row * i);
            svg.AppendLine(
                Invariant(
                    $"""<text x="{Left - 10}" y="{y + 19}" text-anchor="end" fill="#1f2937">{WebUtility.HtmlEncode(result.Name)}</text>"""
                )
            );
            svg.AppendLine(
                Invariant(
                    $"""<rect x="{Left}" y="{y + 5}" width="{At(result.Ratio) - Left:0.0}" height="{Row - 10}" fill="#2563eb"/>"""
                )
            );
            svg.AppendLine(
                Invariant(
                    $"""<text x="{At(result.Ratio) + 6:0.0}" y="{y + 19}" fill="#1f2937">{result.Ratio:0.000}</text>"""
                )
            );
        }

        svg.AppendLine(
            Invariant(
                $"""<line x1="{At(1):0.0}" x2="{At(1):0.0}" y1="{Top}" y2="{height - 15}" stroke="#1f2937" stroke-dasharray="4 3"/>"""
            )
        );
        svg.AppendLine("</svg>");
        File.WriteAllText(path, svg.ToString());
    }
}
