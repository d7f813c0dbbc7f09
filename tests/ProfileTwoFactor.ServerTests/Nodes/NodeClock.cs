using System.Globalization;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>The clock of one or more nodes, and of the test: real time plus an offset, in a file the nodes read.</summary>
internal sealed class NodeClock(string file) : TimeProvider
{
    // Nodes look at the file again after 5 ms, of a counter that moves every few milliseconds.
    private static readonly TimeSpan UntilSeen = TimeSpan.FromMilliseconds(20);

    private double _seconds;

    public string File => file;

    /// <summary>How far ahead of real time it is.</summary>
    public TimeSpan Offset => TimeSpan.FromSeconds(_seconds);

    public override DateTimeOffset GetUtcNow() =>
        System.GetUtcNow() + TimeSpan.FromSeconds(_seconds);

    public async Task AdvanceAsync(TimeSpan by)
    {
        _seconds += by.TotalSeconds;
        // Moved into place, so that no node reads half a number.
        await global::System.IO.File.WriteAllTextAsync(
            file + ".new",
            _seconds.ToString(CultureInfo.InvariantCulture)
        );
        global::System.IO.File.Move(file + ".new", file, overwrite: true);
        await Task.Delay(UntilSeen);
    }
}
