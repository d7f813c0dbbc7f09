using System.Globalization;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>
/// The clock of one or more nodes, and of the test: real time plus an offset, in a file the nodes read. It can also stand still, for what
/// has to happen just before a moment however slow the machine is.
/// </summary>
internal sealed class NodeClock(string file) : TimeProvider
{
    // Nodes look at the file again after 5 ms, of a counter that moves every few milliseconds.
    private static readonly TimeSpan UntilSeen = TimeSpan.FromMilliseconds(20);

    private double _seconds;
    private DateTimeOffset? _standing;

    public string File => file;

    /// <summary>How far ahead of real time it is.</summary>
    public TimeSpan Offset => _standing - System.GetUtcNow() ?? TimeSpan.FromSeconds(_seconds);

    public override DateTimeOffset GetUtcNow() =>
        _standing ?? System.GetUtcNow() + TimeSpan.FromSeconds(_seconds);

    /// <summary>From now on only <see cref="AdvanceAsync"/> moves it.</summary>
    public Task StopAsync()
    {
        _standing = GetUtcNow();
        return WriteAsync();
    }

    /// <summary>Goes on from where it stands.</summary>
    public Task ContinueAsync()
    {
        _seconds = Offset.TotalSeconds;
        _standing = null;
        return WriteAsync();
    }

    public Task AdvanceAsync(TimeSpan by)
    {
        _standing += by;
        _seconds += by.TotalSeconds;
        return WriteAsync();
    }

    private async Task WriteAsync()
    {
        var setting = _standing is { } moment
            ? string.Create(CultureInfo.InvariantCulture, $"={moment.UtcTicks}")
            : _seconds.ToString(CultureInfo.InvariantCulture);
        // Moved into place, so that no node reads half a number.
        await global::System.IO.File.WriteAllTextAsync(file + ".new", setting);
        global::System.IO.File.Move(file + ".new", file, overwrite: true);
        await Task.Delay(UntilSeen);
    }
}
