using System.Reflection;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Where the build put things.</summary>
internal static class TestPaths
{
    public static string SampleFolder { get; } = Read("SampleFolder");

    public static string SampleAssembly { get; } = Path.Combine(SampleFolder, Read("SampleOutput"));

    /// <summary>Pictures to look at; git ignores them.</summary>
    public static string Screenshots { get; } =
        Directory
            .CreateDirectory(Path.Combine(Read("RepositoryRoot"), "artifacts", "screenshots"))
            .FullName;

    private static string Read(string key) =>
        typeof(TestPaths)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
