using System.Text.Json;
using System.Text.Unicode;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Parses a body strictly: whatever two readers could understand in two ways is refused.</summary>
internal static class TwoFactorRequestParser
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 8,
    };

    internal static TwoFactorResult<TwoFactorRequest> Parse(
        ReadOnlyMemory<byte> body,
        ProfileIdClaims claims
    )
    {
        // The parser decodes only what is asked for; a broken sequence elsewhere would slip through.
        if (!Utf8.IsValid(body.Span))
        {
            return TwoFactorErrorFactory.InvalidRequest("The body is not valid UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? Parse(document.RootElement, claims)
                : TwoFactorErrorFactory.InvalidRequest("The body must be a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what half a surrogate pair raises when it is turned into a string.
            return TwoFactorErrorFactory.InvalidRequest("The body is not valid JSON.");
        }
    }

    private static TwoFactorResult<TwoFactorRequest> Parse(JsonElement body, ProfileIdClaims claims)
    {
        string? code = null;
        string? backupCode = null;
        string? proof = null;
        SuppliedDate? enforceFrom = null;
        foreach (var property in body.EnumerateObject())
        {
            var name = property.Name;
            var text =
                property.Value.ValueKind is JsonValueKind.String
                    ? property.Value.GetString()
                    : null;
            if (claims.IsProfileId(name))
            {
                if (!claims.Agrees(text))
                {
                    return ProfileIdClaims.Contradiction();
                }
            }
            else if (name is "code" or "backupCode" or "proof")
            {
                // A number would lose its leading zeros, so only strings are codes.
                if (text is null)
                {
                    return TwoFactorErrorFactory.InvalidRequest($"\"{name}\" must be a string.");
                }

                _ = name switch
                {
                    "code" => code = text,
                    "backupCode" => backupCode = text,
                    _ => proof = text,
                };
            }
            else if (name is "enforceFrom")
            {
                var date = SuppliedDate.Read(property.Value);
                if (!date.Succeeded)
                {
                    return date.Error;
                }

                enforceFrom = date.Value;
            }
        }

        return code is not null && backupCode is not null
            ? TwoFactorErrorFactory.InvalidRequest("Send either \"code\" or \"backupCode\".")
            : new TwoFactorRequest
            {
                Code = code,
                BackupCode = backupCode,
                Proof = proof,
                EnforceFrom = enforceFrom,
            };
    }
}
