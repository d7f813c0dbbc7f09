using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ProfileTwoFactor.UnitTests;

/// <summary>Paints the SVG's one path and lets a real scanner read the picture.</summary>
internal static partial class SvgReader
{
    private const int Scale = 8;

    public static bool[,] ReadModules(string svg)
    {
        var root = XElement.Parse(svg);
        var box = root.Attribute("viewBox")!.Value.Split(' ').Select(ParseNumber).ToArray();
        Assert.Equal([0, 0, box[2], box[2]], box);
        var path = root.Elements().Single(e => e.Name.LocalName == "path").Attribute("d")!.Value;

        var modules = new bool[box[3], box[2]];
        var read = 0;
        foreach (Match run in Run().Matches(path))
        {
            Assert.Equal(read, run.Index);
            read += run.Length;
            var (x, y, width) = (Number(run, "x"), Number(run, "y"), Number(run, "width"));
            Assert.Equal(width, Number(run, "back"));
            for (var i = 0; i < width; i++)
            {
                modules[y, x + i] = true;
            }
        }

        Assert.Equal(path.Length, read);
        return modules;
    }

    public static string Scan(string svg)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pgm");
        try
        {
            WritePicture(file, ReadModules(svg));
            return ExternalTool
                .Run("zbarimg", "zbar-tools", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", file)
                .TrimEnd('\n');
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void WritePicture(string file, bool[,] modules)
    {
        var size = modules.GetLength(0) * Scale;
        using var picture = File.Create(file);
        picture.Write(System.Text.Encoding.ASCII.GetBytes($"P5\n{size} {size}\n255\n"));
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                picture.WriteByte(modules[y / Scale, x / Scale] ? (byte)0 : (byte)255);
            }
        }
    }

    private static int Number(Match run, string group) => ParseNumber(run.Groups[group].Value);

    private static int ParseNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1h-(?<back>\d+)z")]
    private static partial Regex Run();
}
