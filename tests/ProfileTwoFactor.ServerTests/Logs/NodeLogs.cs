namespace ProfileTwoFactor.ServerTests.Logs;

/// <summary>The logs of all nodes, kept apart from the nodes until the end of the run, when it is known which tests failed.</summary>
internal static class NodeLogs
{
    private const string ResultsVariable = "PROFILETWOFACTOR_RESULTS";

    private static readonly Lock Lock = new();
    private static readonly List<NodeLog> All = [];
    private static readonly Lazy<string> Folder = new(CreateFolder);

    /// <summary>Where what a failed test leaves is kept.</summary>
    public static string Results =>
        Environment.GetEnvironmentVariable(ResultsVariable) is { Length: > 0 } folder
            ? folder
            : Path.Combine(Nodes.SampleNode.Checkout, "artifacts/test-results");

    public static NodeLog Begin()
    {
        lock (Lock)
        {
            var log = new NodeLog(Path.Combine(Folder.Value, $"node{All.Count + 1}.log"));
            All.Add(log);
            return log;
        }
    }

    /// <summary>Copies the logs of the nodes that ran at some time since then.</summary>
    /// <returns>The folder; null when there was no node.</returns>
    public static string? Keep(string test, DateTimeOffset since)
    {
        List<NodeLog> logs;
        lock (Lock)
        {
            logs = All.FindAll(log => log.EndedAt >= since && File.Exists(log.File));
        }

        if (logs.Count == 0)
        {
            return null;
        }

        var folder = Directory.CreateDirectory(
            Path.Combine(Results, string.Concat(test.Split(Path.GetInvalidFileNameChars())))
        );
        logs.ForEach(log =>
            File.Copy(
                log.File,
                Path.Combine(folder.FullName, Path.GetFileName(log.File)),
                overwrite: true
            )
        );
        return folder.FullName;
    }

    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-logs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
