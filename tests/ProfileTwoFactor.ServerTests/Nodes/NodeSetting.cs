namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>A setting of nodes, in a file that they read while they run.</summary>
internal static class NodeSetting
{
    // Nodes look at the file again after 5 ms, of a counter that moves every few milliseconds.
    private static readonly TimeSpan UntilSeen = TimeSpan.FromMilliseconds(20);

    /// <summary>What is asked of a node when this has returned is answered by the new setting.</summary>
    public static async Task WriteAsync(string file, string setting)
    {
        // Moved into place, so that no node reads half of it.
        await File.WriteAllTextAsync(file + ".new", setting);
        File.Move(file + ".new", file, overwrite: true);
        await Task.Delay(UntilSeen);
    }
}
