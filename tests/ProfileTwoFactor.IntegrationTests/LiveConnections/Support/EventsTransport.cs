using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

public sealed class EventsTransport(HttpLine line, StreamReader events) : ILineTransport
{
    private const string Data = "data: ";

    public static async Task<ILineTransport> OpenAsync(GateHost host, Browser browser, string path)
    {
        var line = await HttpLine.NegotiateAsync(host, browser, path);
        var request = new HttpRequestMessage(HttpMethod.Get, line.Url);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var answer = await line.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return new EventsTransport(
            line,
            new StreamReader(await answer.Content.ReadAsStreamAsync())
        );
    }

    public Task SendAsync(string text) => line.SendAsync(text);

    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await events.ReadLineAsync(cancellationToken) is { } text)
        {
            if (text.StartsWith(Data, StringComparison.Ordinal))
            {
                return text[Data.Length..];
            }
        }

        return null;
    }

    public void Dispose()
    {
        events.Dispose();
        line.Dispose();
    }
}
