using System.Reflection;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Where the build put things.</summary>
internal static class TestPaths
{
    private static readonly string Artifacts = Path.Combine(Read("RepositoryRoot"), "artifacts");

    public static string SampleFolder { get; } = Read("SampleFolder");

    public static string Configuration { get; } = Read("Configuration");

    /// <summary>Pictures to look at; git ignores them.</summary>
    public static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(Artifacts, "screenshots")).FullName;

    /// <summary>What failed tests leave behind.</summary>
    public static string Results { get; } =
        Environment.GetEnvironmentVariable("PROFILETWOFACTOR_RESULTS") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Artifacts, "test-results");

    private static string Read(string key) =>
        typeof(TestPaths)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
