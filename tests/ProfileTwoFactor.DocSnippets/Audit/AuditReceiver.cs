using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop;

internal static class AuditReceiver
{
    internal static void Map(WebApplication app, string key, Func<string, byte[], Task> keepAsync)
    {
        #region AuditReceiver
        app.MapPost(
            "/two-factor-events",
            async Task<Results<Ok, UnauthorizedHttpResult>> (
                HttpRequest request,
                TimeProvider time
            ) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                var isValid = AuditSignature.IsValid(
                    request.Headers["ProfileTwoFactor-Timestamp"],
                    request.Headers["ProfileTwoFactor-Signature"],
                    body.ToArray(),
                    key,
                    time.GetUtcNow()
                );
                if (!isValid)
                {
                    return TypedResults.Unauthorized();
                }

                // The same event can arrive twice: the id is the key of the row, and a second one changes nothing.
                var id = (string)request.Headers["ProfileTwoFactor-Event-Id"]!;
                await keepAsync(id, body.ToArray());
                return TypedResults.Ok();
            }
        );
        #endregion
    }
}
