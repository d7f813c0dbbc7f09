using System.Globalization;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>
/// The clock of one or more nodes, and of the test, in a file the nodes read. It stands still until the test moves it: no code lapses and no
/// delay passes by itself, however slow the machine is.
/// </summary>
/// <param name="file">Where the nodes read it.</param>
/// <param name="now">Where it stands at first; null for real time.</param>
internal sealed class NodeClock(string file, DateTimeOffset? now = null) : TimeProvider
{
    private TimeSpan _ahead;
    private DateTimeOffset? _standing = now ?? System.GetUtcNow();

    public string File => file;

    public override DateTimeOffset GetUtcNow() => _standing ?? System.GetUtcNow() + _ahead;

    /// <summary>Real time from now on, as a database has it, and what is added by <see cref="AdvanceAsync"/>.</summary>
    public Task RunAsync()
    {
        (_standing, _ahead) = (null, TimeSpan.Zero);
        return WriteAsync();
    }

    /// <summary>Stands at what is real time now: what a database or a tool has done until now isn't in its future.</summary>
    public Task CatchUpAsync()
    {
        _standing = System.GetUtcNow();
        return WriteAsync();
    }

    public Task AdvanceAsync(TimeSpan by)
    {
        _standing += by;
        _ahead += by;
        return WriteAsync();
    }

    private Task WriteAsync() =>
        NodeSetting.WriteAsync(
            file,
            _standing is { } moment
                ? string.Create(CultureInfo.InvariantCulture, $"={moment.UtcTicks}")
                : _ahead.TotalSeconds.ToString(CultureInfo.InvariantCulture)
        );
}
