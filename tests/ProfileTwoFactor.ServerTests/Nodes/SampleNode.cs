using System.Text.RegularExpressions;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>The sample site as a process of its own, on a random port of the loopback.</summary>
internal sealed partial class SampleNode : IAsyncDisposable
{
    private const string Program = "ProfileTwoFactor.SampleNode";

    private readonly string _folder;

    private SampleNode(ServerProcess process, string folder)
    {
        Process = process;
        _folder = folder;
    }

    public ServerProcess Process { get; }

    public Uri Address { get; private set; } = null!;

    /// <param name="settings">The site's settings, such as <c>ConnectionStrings:Redis</c>.</param>
    public static async Task<SampleNode> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("ptf-node-").FullName;
        var process = await ServerProcess.StartAsync(
            folder,
            [
                Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet"
                    ? host
                    : "dotnet",
                BuiltProgram("tests/" + Program, Program),
                "--applicationName=HeatmapSite",
                $"--contentRoot={Path.Combine(Checkout, "samples/HeatmapSite")}",
            ],
            SettingsFor(folder, settings)
        );
        var node = new SampleNode(process, folder);
        await Eventually.TrueAsync(
            () =>
                process.HasExited
                    ? throw new InvalidOperationException($"The node ended:\n{process.Output}")
                    : Task.FromResult(Listening().IsMatch(process.Output)),
            $"the node listens",
            seconds: 60
        );
        node.Address = new Uri(Listening().Match(process.Output).Groups["address"].Value);
        return node;
    }

    /// <summary>The output of a project of this checkout, in the configuration of these tests.</summary>
    public static string BuiltProgram(string project, string name) =>
        Path.Combine(
            Checkout,
            project,
            Path.GetRelativePath(
                Path.Combine(Checkout, "tests/ProfileTwoFactor.ServerTests"),
                AppContext.BaseDirectory
            ),
            name + ".dll"
        );

    public static Dictionary<string, string> SettingsFor(
        string folder,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Seed__Demo"] = "true",
            ["ConnectionStrings__Database"] = $"Data Source={folder}/heatmap.db",
        };
        foreach (var (key, value) in settings)
        {
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return environment;
    }

    public static string Checkout { get; } = FindCheckout();

    /// <summary>kill -9.</summary>
    public void Kill() => Process.Kill();

    public ValueTask DisposeAsync()
    {
        Process.Kill();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Middleware2FA.sln")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException("These tests run in a checkout only.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
