using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

/// <summary>The files of this repository that documentation is checked against.</summary>
internal static partial class Checkout
{
    public const string PackageReadme = "src/README.md";

    public static string Root { get; } = FindRoot();

    /// <summary>The pages in the root and under docs/, and the readme of the packages, as paths from the root.</summary>
    public static IEnumerable<string> Pages =>
        Directory
            .EnumerateFiles(Root, "*.md")
            .Concat(
                Directory.EnumerateFiles(
                    Path.Combine(Root, "docs"),
                    "*.md",
                    SearchOption.AllDirectories
                )
            )
            .Select(file => Path.GetRelativePath(Root, file))
            .Append(PackageReadme)
            .Order(StringComparer.Ordinal);

    public static string Read(string path) =>
        File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The code in a folder, as paths from the root.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !GeneratedFolder().IsMatch(file));

    public static IEnumerable<string> Sources(string folder) => Files(folder).Select(Read);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Middleware2FA.sln")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    $"No Middleware2FA.sln above {AppContext.BaseDirectory}: the documentation can only be checked in a checkout."
                );
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"(^|[\\/])(bin|obj)[\\/]")]
    private static partial Regex GeneratedFolder();
}
