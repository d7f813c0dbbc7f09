using System.Net.Http.Json;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>A process in which nodes of many tests are, one test after the other: the sample is compiled once for all of them.</summary>
internal sealed class NodeProcess
{
    private readonly HttpClient _control;

    private NodeProcess(HttpClient control) => _control = control;

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

    public static async Task<NodeProcess> StartAsync()
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
        return new NodeProcess(
            new HttpClient { BaseAddress = address, Timeout = SampleNode.Patience }
        );
    }
}
