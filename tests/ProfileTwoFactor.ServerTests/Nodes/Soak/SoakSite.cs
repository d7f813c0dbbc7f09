namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>The nodes that are alive at the moment, and what was asked of them.</summary>
internal sealed class SoakSite(Cluster cluster, SoakClock clock)
{
    /// <summary>The profile that most of the soak is about.</summary>
    public const string Profile = "acme";

    // A node that fails inside may fail while it starts. Whatever runs nodes starts it again.
    private const int MostStarts = 10;

    private readonly List<NodeFaultFile> _faults = [];
    private volatile SampleNode[] _nodes = [];
    private volatile bool _isQuiet;

    public Cluster Cluster => cluster;

    public SoakClock Clock { get; } = clock;

    public SoakHistory History { get; } = new(clock);

    /// <summary>Everyone, for those who type the codes of others.</summary>
    public List<SoakMember> Members { get; } = [];

    /// <summary>No one types anything, so that no node has a reason to forget what it knows.</summary>
    public bool IsQuiet => _isQuiet;

    /// <summary>How often it was quiet.</summary>
    public int Quiets { get; private set; }

    public SampleNode AnyNode()
    {
        var nodes = _nodes;
        return nodes[Random.Shared.Next(nodes.Length)];
    }

    /// <summary>What fails in each node.</summary>
    public IReadOnlyList<NodeFaultFile> Faults => _faults;

    public async Task<SampleNode> AddNodeAsync()
    {
        var faults = await NodeFaultFile.CreateAsync(cluster);
        var node = await faults.AddNodeAsync();
        _faults.Add(faults);
        _nodes = [.. _nodes, node];
        return node;
    }

    /// <summary>kill -9, noticed by its callers first; then another takes its place.</summary>
    /// <returns>How often that one had to be started.</returns>
    public async Task<int> ReplaceAsync(int index, TimeSpan gone)
    {
        _nodes[index].Kill();
        await Task.Delay(gone);
        for (var starts = 1; ; starts++)
        {
            try
            {
                var node = await _faults[index].AddNodeAsync();
                var nodes = _nodes.ToArray();
                nodes[index] = node;
                _nodes = nodes;
                return starts;
            }
            catch (InvalidOperationException) when (starts < MostStarts)
            {
                // It ended before it listened.
            }
        }
    }

    /// <summary>Lets everyone only look while something is done, and for a while after it.</summary>
    public async Task QuietAsync(Func<Task> act, TimeSpan after)
    {
        _isQuiet = true;
        try
        {
            await act();
            await Task.Delay(after);
            // Time for the codes that were typed before to become too old.
            await Clock.AdvanceAsync(3 * SoakClock.Step);
        }
        finally
        {
            Quiets++;
            _isQuiet = false;
        }
    }
}
