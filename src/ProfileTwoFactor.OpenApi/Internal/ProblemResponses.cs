using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>Adds refusals to an operation: one response for each status, with the codes that it can have.</summary>
internal static class ProblemResponses
{
    /// <summary>The extension with the codes of a response, for tools.</summary>
    public const string CodesExtension = "x-two-factor-codes";
    private const string MediaType = "application/problem+json";

    public static void Add(
        OpenApiOperation operation,
        IEnumerable<string> codes,
        OpenApiDocument? document
    )
    {
        var byStatus = codes
            .Distinct(StringComparer.Ordinal)
            .GroupBy(code => ErrorStatuses.All[code])
            .OrderBy(status => status.Key);
        foreach (var status in byStatus)
        {
            Add(operation, status.Key, [.. status], document);
        }
    }

    private static void Add(
        OpenApiOperation operation,
        int status,
        string[] codes,
        OpenApiDocument? document
    )
    {
        var responses = operation.Responses ??= [];
        var key = status.ToString(CultureInfo.InvariantCulture);
        // What the app says of its own response stays: ours comes beside it. A reference belongs to other operations as well.
        var existing = responses.GetValueOrDefault(key);
        if (existing is not (null or OpenApiResponse))
        {
            return;
        }

        var response = (OpenApiResponse?)existing ?? new OpenApiResponse();
        if (response.Extensions?.ContainsKey(CodesExtension) == true)
        {
            // The document opted in twice.
            return;
        }

        var text = $"Two-factor authentication: {string.Join(", ", codes)}.";
        response.Description = string.IsNullOrEmpty(response.Description)
            ? text
            : $"{response.Description} {text}";
        response.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        response.Content.TryAdd(
            MediaType,
            new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(ApiSchemas.Problem, document),
            }
        );
        response.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        response.Extensions[CodesExtension] = new JsonNodeExtension(
            new JsonArray([.. codes.Select(code => (JsonNode)JsonValue.Create(code))])
        );
        if (HeaderOf(status, codes) is var (name, description))
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            response.Headers.TryAdd(
                name,
                new OpenApiHeader { Description = description, Schema = SchemaParts.Text() }
            );
        }

        responses[key] = response;
    }

    private static (string Name, string Description)? HeaderOf(int status, string[] codes) =>
        status switch
        {
            429 or 503 => ("Retry-After", "The seconds to wait."),
            401
                when codes.Contains(TwoFactorErrorCodes.VerificationRequired)
                    || codes.Contains(TwoFactorErrorCodes.AccountTwoFactorRequired) => (
                "WWW-Authenticate",
                "The action that resolves the refusal, as in RFC 9470."
            ),
            _ => null,
        };
}
