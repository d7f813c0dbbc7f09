using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>Keeps a poll under way, as the client library does.</summary>
public sealed class PollingTransport : ILineTransport
{
    private readonly HttpLine _line;
    private Task<HttpResponseMessage> _poll;

    private readonly SemaphoreSlim _admitted;

    private PollingTransport(HttpLine line, SemaphoreSlim admitted)
    {
        _line = line;
        _admitted = admitted;
        _poll = line.Client.GetAsync(line.Url);
    }

    public static async Task<ILineTransport> OpenAsync(GateHost host, Browser browser, string path)
    {
        var line = await HttpLine.NegotiateAsync(host, browser, path);
        // The first poll opens the transport and answers at once.
        var answer = await line.Client.GetAsync(line.Url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var admitted = host.App.Services.GetRequiredService<HubProbe>().Polls(line.Token);
        await TakeAsync(admitted);
        return new PollingTransport(line, admitted);
    }

    public Task SendAsync(string text) => _line.SendAsync(text);

    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await _poll.WaitAsync(cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        await TakeAsync(_admitted);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        _poll = _line.Client.GetAsync(_line.Url, CancellationToken.None);
        return text;
    }

    public async Task SettleAsync()
    {
        // Seen and put back: the poll goes on.
        await TakeAsync(_admitted);
        _admitted.Release();
    }

    public void Dispose() => _line.Dispose();

    private static async Task TakeAsync(SemaphoreSlim polls) =>
        Assert.True(await polls.WaitAsync(TimeSpan.FromSeconds(30)));
}
