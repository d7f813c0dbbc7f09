namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>The nodes that are alive at the moment, and what was asked of them.</summary>
internal sealed class SoakSite(Cluster cluster, SoakHistory history)
{
    private volatile SampleNode[] _nodes = [.. cluster.Nodes];

    public Cluster Cluster => cluster;

    public SoakHistory History => history;

    public SampleNode AnyNode()
    {
        var nodes = _nodes;
        return nodes[Random.Shared.Next(nodes.Length)];
    }

    /// <summary>kill -9, noticed by its callers first; then another takes its place.</summary>
    public async Task ReplaceAsync(int index, TimeSpan gone)
    {
        _nodes[index].Kill();
        await Task.Delay(gone);
        var nodes = _nodes.ToArray();
        nodes[index] = await cluster.AddNodeAsync();
        _nodes = nodes;
    }
}
