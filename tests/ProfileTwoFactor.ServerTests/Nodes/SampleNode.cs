using System.Text.RegularExpressions;
using ProfileTwoFactor.ServerTests.Logs;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>The sample site on a random port of the loopback.</summary>
internal sealed partial class SampleNode : IAsyncDisposable
{
    private const string Program = "ProfileTwoFactor.SampleNode";

    /// <summary>How long a start may take. Compiling the sample takes a busy machine, at low priority, minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly NodeLog _log;
    private readonly NodeProcess? _shared;
    private readonly ServerProcess? _process;

    private SampleNode(Uri address, NodeLog log, NodeProcess? shared, ServerProcess? process)
    {
        Address = address;
        _log = log;
        _shared = shared;
        _process = process;
    }

    public Uri Address { get; }

    public string Log => _log.Read();

    /// <summary>Only of a node that is a process of its own.</summary>
    public bool HasExited => _process!.HasExited;

    /// <inheritdoc cref="HasExited"/>
    public int ProcessId => _process!.Id;

    public static string Checkout { get; } = FindCheckout();

    public static IReadOnlyList<string> Command { get; } =
    [
        Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet",
        BuiltProgram("tests/" + Program, Program),
    ];

    /// <summary>One of several nodes in a process.</summary>
    /// <param name="settings">The site's settings, such as <c>ConnectionStrings:Redis</c>.</param>
    /// <param name="process">Where it runs.</param>
    public static async Task<SampleNode> StartAsync(
        IReadOnlyDictionary<string, string> settings,
        NodeProcess process
    )
    {
        var log = NodeLogs.Begin();
        try
        {
            var address = await process.StartNodeAsync(Arguments(settings, log));
            return new SampleNode(address, log, process, process: null);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{log.Read()}", exception);
        }
    }

    /// <summary>A node that can be killed.</summary>
    public static async Task<SampleNode> StartProcessAsync(
        IReadOnlyDictionary<string, string> settings
    )
    {
        var log = NodeLogs.Begin();
        var folder = Directory.CreateTempSubdirectory("ptf-node-").FullName;
        var process = await ServerProcess.StartAsync(
            folder,
            [.. Command, .. Arguments(settings, log)],
            new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }
        );
        Directory.Delete(folder);
        var address = await ListeningAsync(process, () => process.Output + log.Read());
        return new SampleNode(address, log, shared: null, process);
    }

    /// <summary>Waits until a program says where it listens.</summary>
    public static async Task<Uri> ListeningAsync(ServerProcess process, Func<string> output)
    {
        Match? found = null;
        await Eventually.TrueAsync(
            () =>
            {
                found = Listening().Match(output());
                return found.Success || !process.HasExited
                    ? Task.FromResult(found.Success)
                    : throw new InvalidOperationException($"The node ended:\n{output()}");
            },
            "the node listens"
        );
        return new Uri(found!.Groups["address"].Value);
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

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process!.Kill();
        _log.End();
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
        {
            await _shared.StopNodeAsync(Address);
        }

        _process?.Kill();
        _log.End();
    }

    private static IEnumerable<string> Arguments(
        IReadOnlyDictionary<string, string> settings,
        NodeLog log
    ) =>
        new Dictionary<string, string>(settings)
        {
            ["applicationName"] = "HeatmapSite",
            ["contentRoot"] = Path.Combine(Checkout, "samples/HeatmapSite"),
            ["environment"] = "Production",
            ["urls"] = "http://127.0.0.1:0",
            ["Node:LogFile"] = log.File,
            // Nodes are asked over plain http.
            ["Session:SecureCookie"] = "SameAsRequest",
        }.Select(setting => $"--{setting.Key}={setting.Value}");

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
