using System.Text;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>What the two transports over plain requests share.</summary>
public sealed class HttpLine : IDisposable
{
    private HttpLine(HttpClient client, string path, string token)
    {
        Client = client;
        Url = $"{path}?id={token}";
        Token = token;
    }

    public HttpClient Client { get; }

    public string Url { get; }

    public string Token { get; }

    public static async Task<HttpLine> NegotiateAsync(GateHost host, Browser browser, string path)
    {
        var client = host.Server.CreateClient();
        client.BaseAddress = new Uri("https://localhost/");
        client.DefaultRequestHeaders.Add(
            "Cookie",
            browser.Cookies.GetCookieHeader(new Uri("https://localhost" + path))
        );
        var answer = await client.PostAsync($"{path}/negotiate?negotiateVersion=1", null);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        using var json = JsonDocument.Parse(body);
        var token = json.RootElement.GetProperty("connectionToken").GetString()!;
        return new HttpLine(client, path, token);
    }

    public async Task SendAsync(string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "text/plain");
        var answer = await Client.PostAsync(Url, content);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    public void Dispose() => Client.Dispose();
}
