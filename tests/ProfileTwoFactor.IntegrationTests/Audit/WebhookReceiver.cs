using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Audit;

namespace ProfileTwoFactor.IntegrationTests.Audit;

/// <summary>A receiver of the audit webhook, on Kestrel and a socket, that does with a request what the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    private readonly ConcurrentQueue<ReceivedEvent> _received = new();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.Single()), "/events?token=of-the-receiver");

    /// <summary>Every request, accepted or not.</summary>
    public IReadOnlyList<ReceivedEvent> Received => [.. _received];

    public IReadOnlyList<ReceivedEvent> Accepted => [.. _received.Where(one => one.Status == 200)];

    /// <summary>What it answers; by default 200.</summary>
    public Func<ReceivedEvent, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    /// <param name="port">The port of an earlier receiver that was stopped; 0 for any.</param>
    public static async Task<WebhookReceiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/events", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var timestamp = headers[WebhookSignature.TimestampHeader].ToString();
        var received = new ReceivedEvent(
            headers[WebhookSignature.EventIdHeader].ToString(),
            timestamp,
            JsonDocument.Parse(Encoding.UTF8.GetString(body.ToArray())).RootElement,
            headers[WebhookSignature.SignatureHeader].ToString(),
            WebhookSignature.Create(timestamp, body.ToArray(), Key)
        );
        _received.Enqueue(received);
        var status = await Answer(received).WaitAsync(context.RequestAborted);
        received.Status = status;
        context.Response.StatusCode = status;
        if (status is >= 300 and < 400)
        {
            context.Response.Headers.Location = "/elsewhere";
        }
    }
}

internal sealed record ReceivedEvent(
    string Id,
    string Timestamp,
    JsonElement Json,
    string Signature,
    string Expected
)
{
    public bool IsSigned => Signature == Expected;

    public int Status { get; set; }

    public string Kind => Json.GetProperty("kind").GetString()!;
}
