using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed partial class SnippetTests
{
    private static readonly Dictionary<string, string> Regions = ReadRegions();

    public static TheoryData<string> Pages => new(Checkout.Pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public void CSharp_OfAPage_IsThatOfACompiledFile(string page)
    {
        foreach (Match block in Block().Matches(Checkout.Read(page)))
        {
            var name = block.Groups["name"].Value;
            Assert.True(
                name.Length > 0,
                $"{page} has C# that nothing compiles:\n{block.Groups["code"].Value}"
            );
            Assert.True(Regions.ContainsKey(name), $"{page} names the unknown snippet '{name}'.");
            Assert.Equal(Regions[name], block.Groups["code"].Value.TrimEnd('\n'));
        }
    }

    [Fact]
    public void Snippet_ThatIsCompiled_IsShownSomewhere()
    {
        var shown = Checkout
            .Pages.SelectMany(page => Block().Matches(Checkout.Read(page)))
            .Select(block => block.Groups["name"].Value)
            .ToHashSet();

        Assert.NotEmpty(shown);
        Assert.Empty(Regions.Keys.Except(shown));
    }

    /// <summary>Without the three lines that every app with a database has anyway.</summary>
    [Fact]
    public void FirstGatedPage_TakesTenLinesAtMost() =>
        Assert.InRange(
            new[] { "GettingStarted", "Model" }
                .SelectMany(name => Regions[name].Split('\n'))
                .Where(line => line.Any(char.IsLetter))
                .Count(line =>
                    !line.Contains("builder.Build()", StringComparison.Ordinal)
                    && !line.Contains("OnModelCreating", StringComparison.Ordinal)
                ),
            1,
            10
        );

    /// <summary>Beside the app's own entities: where they are, the package's tables, and what is protected.</summary>
    [Fact]
    public void AllThatAnAppAdds_Takes40LinesAtMost() =>
        Assert.InRange(
            new[] { "Directory", "GettingStarted", "Model" }
                .SelectMany(name => Regions[name].Split('\n'))
                .Count(line => line.Trim().Length > 0),
            1,
            40
        );

    [Fact]
    public void MinimalSite_IsOneFileOf150LinesAtMost()
    {
        var file = Assert.Single(Checkout.Sources("samples/MinimalSite"));

        Assert.InRange(file.TrimEnd('\n').Split('\n').Length, 1, 150);
    }

    private static Dictionary<string, string> ReadRegions() =>
        new[]
        {
            "samples/MinimalSite",
            "tests/ProfileTwoFactor.DocSnippets",
            "tests/ProfileTwoFactor.UnitTests/Docs",
        }
            .SelectMany(Checkout.Sources)
            .SelectMany(source => Region().Matches(source))
            .ToDictionary(
                region => region.Groups["name"].Value,
                region => Unindent(region.Groups["code"].Value.Trim('\n'))
            );

    private static string Unindent(string code)
    {
        var lines = code.Split('\n');
        var indent = lines
            .Where(line => line.Length > 0)
            .Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    [GeneratedRegex(
        @"(?:<!-- snippet: (?<name>\w+) -->\n)?```csharp\n(?<code>.*?)```",
        RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex(
        @"^ *#region (?<name>\w+)\n(?<code>.*?)^ *#endregion",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Region();
}
