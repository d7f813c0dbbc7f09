using System.Net;
using System.Text;
using System.Text.Json;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>A browser as far as cookies go; carries the antiforgery token once it has fetched one.</summary>
internal sealed class EndpointClient(HttpMessageHandler server)
{
    public const string Profile = "/two-factor/api/profiles/acme";

    private static readonly Uri Origin = new("http://localhost");
    private readonly HttpMessageInvoker _invoker = new(server);

    public CookieContainer Cookies { get; } = new();

    public Dictionary<string, string> Headers { get; } = [];

    public async Task<string> FetchTokenAsync(string prefix = "/two-factor")
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{prefix}/api/antiforgery");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = await ReadAsync(answer);
        var token = body.RootElement.GetProperty("token").GetString()!;
        Headers[body.RootElement.GetProperty("headerName").GetString()!] = token;
        return token;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, string? json = null) =>
        SendJsonAsync("POST", path, json);

    public Task<HttpResponseMessage> SendJsonAsync(string method, string path, string? json) =>
        SendAsync(
            new HttpMethod(method),
            path,
            json is null ? null : new StringContent(json, Encoding.UTF8, "application/json")
        );

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Origin, path));
        request.Content = content;
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Cookies.GetCookieHeader(Origin) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var response = await _invoker.SendAsync(request, CancellationToken.None);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                Cookies.SetCookies(Origin, cookie);
            }
        }

        return response;
    }

    public static async Task<JsonDocument> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync());
}
