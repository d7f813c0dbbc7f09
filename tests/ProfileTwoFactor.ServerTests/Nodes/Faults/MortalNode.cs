using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>A node that kills itself at a write to the stores.</summary>
internal sealed class MortalNode : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly string _deathFile;
    private readonly SampleNode _node;

    private MortalNode(Cluster cluster, SampleNode node, string deathFile)
    {
        _cluster = cluster;
        _node = node;
        _deathFile = deathFile;
    }

    public static async Task<MortalNode> StartAsync(Cluster cluster)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ptf-death-{Guid.NewGuid():N}");
        var settings = new Dictionary<string, string>(cluster.Settings)
        {
            ["Node:DeathFile"] = file,
        };
        return new MortalNode(cluster, await SampleNode.StartProcessAsync(settings), file);
    }

    public async Task<NodeCaller> SignedInAsync(string name) =>
        await SameAsync(await NodeBrowser.SignedInAsync(_node, name));

    public Task<NodeCaller> SameAsync(NodeBrowser browser) => NodeCaller.AtAsync(browser, _node);

    public async Task<FakeAuthenticator> BeginAsync(NodeCaller caller, string call = "binding")
    {
        var pending = JsonElement.Parse((await caller.ProfilePostAsync(call)).Body);
        return new FakeAuthenticator(pending.GetProperty("secret").GetString()!, _cluster.Clock);
    }

    /// <param name="moment">Such as "2 after": the second write from now on is done, and no one hears of it.</param>
    public async Task DiesAtAsync(string moment, Func<Task> act)
    {
        await File.WriteAllTextAsync(_deathFile + ".new", moment);
        File.Move(_deathFile + ".new", _deathFile);
        try
        {
            await act();
        }
        catch (HttpRequestException)
        {
            // What a caller sees of it.
        }

        await Eventually.TrueAsync(
            () => Task.FromResult(_node.HasExited),
            $"the node has died at '{moment}'"
        );
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_deathFile);
        await _node.DisposeAsync();
    }
}
