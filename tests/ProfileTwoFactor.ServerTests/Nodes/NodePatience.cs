namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>How long nodes wait for their servers. Long, since what most tests ask for is the outcome, not the speed of a busy machine; short only while a server is away.</summary>
internal sealed class NodePatience(string file)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    public string File => file;

    public Task ResetAsync() => SetAsync(Usual);

    public Task SetAsync(TimeSpan patience) => NodeSetting.WriteAsync(file, $"{patience:c}");
}
