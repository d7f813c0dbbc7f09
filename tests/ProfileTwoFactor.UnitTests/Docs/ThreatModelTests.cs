using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed partial class ThreatModelTests
{
    private const string Page = "docs/threat-model.md";

    [Fact]
    public void A_row_that_is_said_to_hold_names_a_test_that_exists()
    {
        var tests = TestMethods.ByClass.SelectMany(names => names).ToHashSet();
        var rows = Holding(Checkout.Read(Page)).ToList();

        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var named = Code()
                .Matches(row.Split('|')[^2])
                .Select(code => code.Groups["name"].Value)
                .ToList();
            Assert.True(named.Count > 0, $"No test is named for: {row}");
            Assert.All(
                named,
                name => Assert.True(tests.Contains(name), $"There is no test {name}.")
            );
        }
    }

    /// <summary>The letters of the project's checklist, each with the number of its last row.</summary>
    [Theory]
    [InlineData('A', 9)]
    [InlineData('B', 9)]
    [InlineData('C', 9)]
    [InlineData('D', 10)]
    [InlineData('E', 9)]
    [InlineData('F', 7)]
    [InlineData('G', 9)]
    [InlineData('H', 6)]
    [InlineData('I', 6)]
    [InlineData('J', 6)]
    [InlineData('Z', 18)]
    public void The_rows_of_the_checklist_are_all_on_the_page(char letter, int last)
    {
        var listed = Checkout
            .Read(Page)
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Enumerable.Range(1, last),
            number => Assert.Contains($"{letter}{number}", listed)
        );
    }

    /// <summary>The rows of every table under "What holds": all but each table's head and rule.</summary>
    private static IEnumerable<string> Holding(string page)
    {
        var start = page.IndexOf("\n## What holds\n", StringComparison.Ordinal);
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..end]
            .Split('\n')
            .Where(line =>
                line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal)
            )
            .Where(line => !line.StartsWith("| id |", StringComparison.Ordinal));
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`")]
    private static partial Regex Code();
}
