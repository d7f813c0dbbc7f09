using System.Net.Http.Json;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>
/// Two processes for the nodes of all tests, side by side: nodes one after the other are never in the same process, and the sample is compiled
/// twice and not once for each node. Nodes that tests kill are processes of their own.
/// </summary>
internal sealed class NodeProcesses
{
    private static readonly Lazy<Task<NodeProcesses>>[] All = [new(StartAsync), new(StartAsync)];

    private readonly HttpClient _control;

    private NodeProcesses(HttpClient control) => _control = control;

    public static Task<NodeProcesses> ForAsync(int node) => All[node % All.Length].Value;

    public async Task<Uri> StartNodeAsync(IEnumerable<string> arguments)
    {
        using var answer = await _control.PostAsJsonAsync("/nodes", arguments);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? new Uri(text)
            : throw new InvalidOperationException($"A node did not start: {text}");
    }

    public async Task StopNodeAsync(Uri address)
    {
        using var _ = await _control.DeleteAsync(
            $"/nodes?address={Uri.EscapeDataString(address.GetLeftPart(UriPartial.Authority))}"
        );
    }

    private static async Task<NodeProcesses> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-nodes-").FullName;
        var process = await ServerProcess.StartAsync(
            folder,
            [.. SampleNode.Command, "--nodes"],
            // Measured for each method that is called often, which no process of these tests lives long enough to profit from.
            new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.Kill();
            Directory.Delete(folder, recursive: true);
        };
        var address = await SampleNode.ListeningAsync(process, () => process.Output);
        return new NodeProcesses(new HttpClient { BaseAddress = address });
    }
}
