using System.Net;
using System.Text.Json;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>What came back, read whole.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, HttpResponseMessage Response)
{
    public int StatusCode => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The problem's code, or null when this is no problem answer.</summary>
    public string? Code =>
        Response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? Json.GetProperty("code").GetString()
            : null;

    public string? Location => Response.Headers.Location?.ToString();

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values)
        || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
