using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>A browser at one node with its antiforgery token, so that a crowd of calls needs one request each.</summary>
internal sealed class NodeCaller : IDisposable
{
    private readonly string _header;
    private readonly string _token;

    private NodeCaller(HttpClient client, string header, string token)
    {
        Client = client;
        _header = header;
        _token = token;
    }

    public HttpClient Client { get; }

    /// <summary>What changing calls carry, for other programs that send them.</summary>
    public (string Name, string Value) AntiforgeryHeader => (_header, _token);

    public static Task<NodeCaller> AtAsync(NodeBrowser browser, SampleNode node) =>
        AtAsync(browser, node.Address);

    public static async Task<NodeCaller> AtAsync(NodeBrowser browser, Uri site)
    {
        var client = browser.At(site);
        var antiforgery = await client.GetFromJsonAsync<JsonElement>("/two-factor/api/antiforgery");
        return new NodeCaller(
            client,
            antiforgery.GetProperty("headerName").GetString()!,
            antiforgery.GetProperty("token").GetString()!
        );
    }

    public Task<NodeAnswer> VerifyAsync(
        string code,
        string profile = "acme",
        string? forwardedFor = null
    ) => PostAsync($"/two-factor/api/profiles/{profile}/verify", new { code }, forwardedFor);

    public Task<NodeAnswer> ProfilePostAsync(
        string call,
        object? body = null,
        string profile = "acme"
    ) => PostAsync($"/two-factor/api/profiles/{profile}/{call}", body);

    public async Task<NodeAnswer> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return await NodeAnswer.ReadAsync(response);
    }

    public Task<NodeAnswer> PostAsync(string path, object? body, string? forwardedFor = null) =>
        SendAsync(HttpMethod.Post, path, body, forwardedFor);

    public async Task<NodeAnswer> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? forwardedFor = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(_header, _token);
        request.Headers.Add("Accept", "application/json");
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
            request.Headers.Add("X-Real-IP", forwardedFor);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Client.SendAsync(request);
        return await NodeAnswer.ReadAsync(response);
    }

    public void Dispose() => Client.Dispose();
}

/// <summary>A status, the contract's code if it is a refusal, and the body.</summary>
internal sealed record NodeAnswer(HttpStatusCode Status, string? Code, string Body)
{
    public bool HasRetryAfter { get; private init; }

    public static async Task<NodeAnswer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var code =
            response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonElement.Parse(body).TryGetProperty("code", out var found)
                ? found.GetString()
                : null;
        return new NodeAnswer(response.StatusCode, code, body)
        {
            HasRetryAfter = response.Headers.RetryAfter is not null,
        };
    }
}
