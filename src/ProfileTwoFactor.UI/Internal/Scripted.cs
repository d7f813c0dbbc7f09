using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers of a page to the script of the dialog, which takes JSON. The app's own JSON settings don't apply.</summary>
internal static class Scripted
{
    private const int Longest = 4096;

    internal static bool Is(HttpRequest request) =>
        request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    internal static IActionResult Codes(IReadOnlyList<string> codes) =>
        Write(StatusCodes.Status200OK, new { backupCodes = codes });

    /// <summary>There is nothing to show, for whatever reason.</summary>
    internal static IActionResult Gone() => new StatusCodeResult(StatusCodes.Status410Gone);

    internal static IActionResult Refuse(HttpResponse response, TwoFactorError error)
    {
        PageRefusal.WriteRetryAfter(response, error.RetryAfter);
        return Write(error.StatusCode, new { code = error.Code });
    }

    /// <returns>Null for anything but a short list of short texts.</returns>
    internal static async Task<IReadOnlyList<string>?> ReadCodesAsync(HttpRequest request)
    {
        var buffer = new byte[Longest + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            request.HttpContext.RequestAborted
        );
        if (length > Longest)
        {
            return null;
        }

        try
        {
            var body = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
                buffer.AsSpan(0, length)
            );
            return
                body?.GetValueOrDefault("codes") is { Length: > 0 } codes
                && Array.TrueForAll(codes, code => code is { Length: > 0 and <= 64 })
                ? codes
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ContentResult Write(int statusCode, object body) =>
        new()
        {
            StatusCode = statusCode,
            ContentType = "application/json; charset=utf-8",
            Content = JsonSerializer.Serialize(body),
        };
}
