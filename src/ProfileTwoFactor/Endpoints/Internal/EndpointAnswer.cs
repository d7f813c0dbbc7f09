using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Writes the success answers.</summary>
internal static class EndpointAnswer
{
    internal static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        NoStore.Apply(context);
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    internal static Task DoneAsync(HttpContext context, int status = StatusCodes.Status204NoContent)
    {
        NoStore.Apply(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
