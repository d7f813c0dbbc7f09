namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Programs some tests use for real. Missing ones are a failure in test.sh and a skip, with the reason, in plain dotnet test.</summary>
internal static class Tools
{
    public static bool AreRequired =>
        Environment.GetEnvironmentVariable("PROFILETWOFACTOR_TOOLS") == "required";

    /// <summary>Where the same tests run thousands of times, what starts a program for each case would take days.</summary>
    private static bool AreLeftOut =>
        Environment.GetEnvironmentVariable("PROFILETWOFACTOR_TOOLS") == "none";

    public static bool RunsLong =>
        Environment.GetEnvironmentVariable("PROFILETWOFACTOR_LONG") == "1";

    public static string? WhyNot(string[] tools)
    {
        if (AreLeftOut)
        {
            return "PROFILETWOFACTOR_TOOLS leaves out what starts programs";
        }

        var missing = tools.Where(tool => Find(tool) is null).ToList();
        return missing.Count == 0 || AreRequired
            ? null
            : $"{string.Join(", ", missing)} not installed; ./test.sh installs what is missing and runs this test";
    }

    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
