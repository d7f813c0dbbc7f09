using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Audit;

/// <summary>One signed request. Any answer of 2xx means that the receiver has the event.</summary>
internal sealed class WebhookPoster(
    IHttpClientFactory clients,
    IOptions<AuditWebhookOptions> options,
    TimeProvider time
)
{
    public async Task<WebhookOutcome> PostAsync(
        SpooledEvent spooled,
        byte[] body,
        CancellationToken stopping
    )
    {
        // By the app's clock, which tests hold; the client's own limit would use the real one.
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            using var client = clients.CreateClient(ProfileTwoFactorDefaults.AuditWebhookClient);
            using var request = Create(spooled, body);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                either.Token
            );
            return Judge(response.StatusCode);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new(false, false, $"no answer within {options.Value.Timeout}");
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            return new(false, false, FailureText.Of(exception));
        }
    }

    private static WebhookOutcome Judge(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and < 300 => WebhookOutcome.Accepted,
            // The event itself is what the receiver can't take. All others are about the receiver, the key or the address.
            400 or 409 or 413 or 415 or 422 => new(false, true, $"status {(int)status}"),
            var other => new(false, false, $"status {other}"),
        };

    private HttpRequestMessage Create(SpooledEvent spooled, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] keys = options.Value.PreviousSigningKey is { } previous
            ? [options.Value.SigningKey, previous]
            : [options.Value.SigningKey];
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        request.Headers.Add(WebhookSignature.EventIdHeader, spooled.EventId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(
            WebhookSignature.SignatureHeader,
            WebhookSignature.Create(timestamp, body, keys)
        );
        return request;
    }
}
