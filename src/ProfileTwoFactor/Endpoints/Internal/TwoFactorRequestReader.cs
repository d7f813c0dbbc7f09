using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Reads the body of a call: JSON or absent, and never more than a few kilobytes of it.</summary>
internal static class TwoFactorRequestReader
{
    private const int MaxLength = 4096;

    /// <summary>For calls that take a passkey: with a statement about the authenticator, a new one has some kilobytes.</summary>
    private const int MaxLengthOfPasskeys = 16384;

    /// <summary>A message of the greatest length has up to six bytes for each character, because many clients escape what isn't ASCII.</summary>
    private const int MaxLengthOfPolicies = 16384;

    /// <param name="context">The call.</param>
    /// <param name="claims">The profile id that the body must not contradict.</param>
    internal static async Task<TwoFactorResult<TwoFactorRequest>> ReadAsync(
        HttpContext context,
        ProfileIdClaims claims
    )
    {
        var body = context.GetEndpoint()?.Metadata.GetMetadata<CallBody>() ?? CallBody.None;
        var request = await ReadBodyAsync(context, claims, body, MaxLengthFor(context, body));
        return !request.Succeeded || request.Value.Has(body) ? request
            : body == CallBody.EnforceFrom ? SuppliedDate.Missing()
            : TwoFactorErrorFactory.InvalidRequest(
                body.Reads(CallBody.CodeName)
                    ? "The body contains no code."
                    : $"The body contains no \"{body.Needed[0]}\"."
            );
    }

    private static int MaxLengthFor(HttpContext context, CallBody body) =>
        body == CallBody.Policy ? MaxLengthOfPolicies
        : (body.Reads(CallBody.PasskeyName) || body.Reads(CallBody.CredentialName))
        && context.RequestServices.GetService<IProfilePasskeyManager>() is { IsSupported: true }
            ? MaxLengthOfPasskeys
        : MaxLength;

    private static async Task<TwoFactorResult<TwoFactorRequest>> ReadBodyAsync(
        HttpContext context,
        ProfileIdClaims claims,
        CallBody expected,
        int maxLength
    )
    {
        var request = context.Request;
        if (request.ContentLength > maxLength)
        {
            return TooLong(maxLength);
        }

        var buffer = new byte[maxLength + 1];
        int length;
        try
        {
            length = await request.Body.ReadAtLeastAsync(
                buffer,
                buffer.Length,
                throwOnEndOfStream: false,
                context.RequestAborted
            );
        }
        catch (IOException)
        {
            // A truncated body, broken chunks, a limit of the server: the caller's doing.
            return TwoFactorErrorFactory.InvalidRequest("The body could not be read.");
        }

        if (length == 0)
        {
            return TwoFactorRequest.Empty;
        }

        if (length > maxLength)
        {
            return TooLong(maxLength);
        }

        return IsJson(request)
            ? TwoFactorRequestParser.Parse(
                buffer.AsMemory(0, length),
                claims,
                expected,
                // Only the rules of a profile have names that an app adds.
                expected == CallBody.Policy
                    ? context.RequestServices.GetRequiredService<PolicyRules>().Added
                    : []
            )
            : TwoFactorErrorFactory.InvalidRequest(
                "The content type of a body must be application/json."
            );
    }

    // What a form of another site can send (text/plain, url-encoded, multipart) is refused by type as well,
    // whatever it contains.
    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (
            !type.Charset.HasValue
            || HeaderUtilities
                .RemoveQuotes(type.Charset)
                .Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );

    private static TwoFactorError TooLong(int maxLength) =>
        TwoFactorErrorFactory.InvalidRequest($"The body is longer than {maxLength} bytes.");
}
