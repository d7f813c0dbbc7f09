using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZXing;

namespace ProfileTwoFactor.UnitTests;

/// <summary>Paints the SVG's one path and lets real scanners read the picture.</summary>
internal static partial class SvgReader
{
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

    /// <summary>Reads pictures off a screen with so many pixels for one of CSS.</summary>
    public static string[] Scan(IReadOnlyList<string> svgs, double screen) =>
        Painted(
            svgs,
            screen,
            files =>
                ExternalTool.Run(
                    "zbarimg",
                    "zbar-tools",
                    ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", .. files]
                )
        );

    /// <summary>The same with the readers in a folder: for each picture and reader its name and what it read.</summary>
    public static ILookup<string, string> ScanByReaders(
        string readers,
        IReadOnlyList<string> svgs,
        double screen
    ) =>
        Painted(
                svgs,
                screen,
                files =>
                    ExternalTool.Run(
                        "node",
                        "nodejs",
                        Path.Combine(readers, "read.mjs"),
                        Path.GetDirectoryName(files[0])!
                    )
            )
            .Select(line => JsonSerializer.Deserialize<string[]>(line)!)
            .ToLookup(read => read[1], read => read[2]);

    private static string[] Painted(
        IReadOnlyList<string> svgs,
        double screen,
        Func<IReadOnlyList<string>, string> read
    )
    {
        var folder = Directory.CreateTempSubdirectory("codes-");
        try
        {
            var files = svgs.Select(
                    (_, number) => Path.Combine(folder.FullName, $"{number:000}.pgm")
                )
                .ToList();
            foreach (var (file, svg) in files.Zip(svgs))
            {
                WritePicture(file, Paint(svg, screen));
            }

            return read(files).TrimEnd('\n').Split('\n');
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static string? ScanByZXing(string svg)
    {
        var (pixels, size) = Paint(svg, screen: 1);
        var reader = new BarcodeReaderGeneric
        {
            Options = { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true },
        };
        return reader
            .Decode(
                new RGBLuminanceSource(pixels, size, size, RGBLuminanceSource.BitmapFormat.Gray8)
            )
            ?.Text;
    }

    /// <summary>As browsers do it with crisp edges: a pixel is that of its centre.</summary>
    private static (byte[] Pixels, int Size) Paint(string svg, double screen)
    {
        var modules = ReadModules(svg);
        var width = ParseNumber(XElement.Parse(svg).Attribute("width")!.Value);
        var size = (int)Math.Round(width * screen);
        var pixels = new byte[size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                pixels[(y * size) + x] = modules[Module(y), Module(x)] ? (byte)0 : (byte)255;
            }
        }

        return (pixels, size);

        int Module(int pixel) => (int)((pixel + 0.5) * modules.GetLength(0) / size);
    }

    private static void WritePicture(string file, (byte[] Pixels, int Size) picture)
    {
        using var stream = File.Create(file);
        stream.Write(
            System.Text.Encoding.ASCII.GetBytes($"P5\n{picture.Size} {picture.Size}\n255\n")
        );
        stream.Write(picture.Pixels);
    }

    private static int Number(Match run, string group) => ParseNumber(run.Groups[group].Value);

    private static int ParseNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1h-(?<back>\d+)z")]
    private static partial Regex Run();
}
