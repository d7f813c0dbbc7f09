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
