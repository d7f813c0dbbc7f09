using System.Collections.Concurrent;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>
/// Two processes side by side for the nodes of a test: nodes with numbers that follow each other are never in the same one. Tests that run at
/// the same time have different ones, so that one that keeps its nodes busy slows no other's. Nodes that tests kill are processes of their own.
/// </summary>
internal sealed class NodeProcesses : IDisposable
{
    private static readonly ConcurrentBag<NodeProcesses> Free = [];

    private readonly Lazy<Task<NodeProcess>>[] _processes =
    [
        new(NodeProcess.StartAsync),
        new(NodeProcess.StartAsync),
    ];

    private NodeProcesses() { }

    /// <summary>Two that no other test has until they are disposed of, which leaves them to the next test.</summary>
    public static NodeProcesses Rent() => Free.TryTake(out var free) ? free : new();

    public Task<NodeProcess> ForAsync(int node) => _processes[node % _processes.Length].Value;

    public void Dispose() => Free.Add(this);
}
