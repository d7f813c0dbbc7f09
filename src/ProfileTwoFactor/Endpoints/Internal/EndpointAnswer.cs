using System.Text;
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
        await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, type));
    }

    /// <summary>What is JSON already.</summary>
    internal static Task WriteAsync(HttpContext context, PasskeyPrompt prompt) =>
        WriteAsync(context, Encoding.UTF8.GetBytes(prompt.Options));

    private static async Task WriteAsync(HttpContext context, byte[] body)
    {
        NoStore.Apply(context);
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
