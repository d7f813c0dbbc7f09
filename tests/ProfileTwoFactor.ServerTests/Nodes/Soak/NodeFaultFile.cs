namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>By which a test says what fails in a node, such as <c>directory:throw clock:-60</c>.</summary>
internal sealed class NodeFaultFile
{
    private readonly Cluster _cluster;
    private readonly string _file;

    private NodeFaultFile(Cluster cluster, string file) => (_cluster, _file) = (cluster, file);

    public static async Task<NodeFaultFile> CreateAsync(Cluster cluster)
    {
        var file = Path.Combine(cluster.Folder, $"faults-{Guid.NewGuid():N}");
        var faults = new NodeFaultFile(cluster, file);
        await faults.SetAsync("");
        return faults;
    }

    /// <summary>A node in which this decides what fails.</summary>
    public Task<SampleNode> AddNodeAsync()
    {
        _cluster.Settings["Node:FaultFile"] = _file;
        return _cluster.AddNodeAsync();
    }

    public Task SetAsync(string faults) => NodeSetting.WriteAsync(_file, faults);
}
