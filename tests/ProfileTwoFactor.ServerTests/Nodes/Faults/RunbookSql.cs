namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>The statements of docs/runbook.md, as a person would copy them from the page.</summary>
internal static class RunbookSql
{
    private const string Fence = "```";

    public static string Read(string name)
    {
        var page = File.ReadAllLines(Path.Combine(SampleNode.Checkout, "docs/runbook.md"));
        var lines = page.Select(line => line.Trim())
            .SkipWhile(line => line != $"<!-- sql: {name} -->")
            .Skip(2)
            .TakeWhile(line => line != Fence)
            .ToList();
        return lines.Count > 0
            ? string.Join('\n', lines)
            : throw new InvalidOperationException($"The runbook has no statement '{name}'.");
    }
}
