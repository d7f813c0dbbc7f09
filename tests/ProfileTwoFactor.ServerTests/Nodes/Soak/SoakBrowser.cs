using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A browser whose every request goes to some node that is alive.</summary>
internal sealed class SoakBrowser(string member, string name, SoakSite site) : IDisposable
{
    private readonly Dictionary<SampleNode, NodeCaller> _callers = [];
    private NodeBrowser? _cookies;

    public string Name => name;

    public async Task<NodeAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        await (await CallerAsync()).SendAsync(method, path, body);

    public Task<NodeAnswer> PostAsync(
        string call,
        object? body = null,
        string profile = SoakSite.Profile
    ) => SendAsync(HttpMethod.Post, $"/two-factor/api/profiles/{profile}/{call}", body);

    public Task<NodeAnswer?> AccessAsync(string profile) =>
        site.History.RecordAsync(
            SoakAct.Access,
            member,
            name,
            () => SendAsync(HttpMethod.Get, $"/api/p/{profile}/heatmaps"),
            profile: profile
        );

    public void Dispose()
    {
        foreach (var caller in _callers.Values)
        {
            caller.Dispose();
        }
    }

    private async Task<NodeCaller> CallerAsync()
    {
        var node = site.AnyNode();
        if (_cookies is null)
        {
            var cookies = new NodeBrowser();
            using var client = cookies.At(node);
            using var answer = await client.PostAsJsonAsync(
                "/api/session",
                new { email = $"{member}@example.com", password = NodeBrowser.Password }
            );
            if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                throw new HttpRequestException("Not signed in.", null, answer.StatusCode);
            }

            _cookies = cookies;
        }

        if (!_callers.TryGetValue(node, out var caller))
        {
            try
            {
                caller = await NodeCaller.AtAsync(_cookies, node);
            }
            catch (JsonException exception)
            {
                throw new HttpRequestException("No antiforgery token.", exception);
            }

            _callers.Add(node, caller);
        }

        return caller;
    }
}
