using System.Text.Json;
using System.Text.Unicode;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Parses a body strictly: whatever two readers could understand in two ways is refused.</summary>
internal static class TwoFactorRequestParser
{
    private const string MemberIdName = "memberId";
    private const int LongestNameToRepeat = 64;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 8,
    };

    internal static TwoFactorResult<TwoFactorRequest> Parse(
        ReadOnlyMemory<byte> body,
        ProfileIdClaims claims,
        ExpectedBody expected,
        IReadOnlyList<string> addedRules
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
            return document.RootElement.ValueKind is not JsonValueKind.Object
                    ? TwoFactorErrorFactory.InvalidRequest("The body must be a JSON object.")
                : expected is ExpectedBody.Policy
                    ? ParsePolicy(document.RootElement, claims, addedRules)
                : Parse(document.RootElement, claims, expected);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what half a surrogate pair raises when it is turned into a string.
            return TwoFactorErrorFactory.InvalidRequest("The body is not valid JSON.");
        }
    }

    private static TwoFactorResult<TwoFactorRequest> ParsePolicy(
        JsonElement body,
        ProfileIdClaims claims,
        IReadOnlyList<string> addedRules
    )
    {
        var policy = SuppliedPolicy.Read(body, claims, addedRules);
        return policy.Succeeded ? new TwoFactorRequest { Policy = policy.Value } : policy.Error;
    }

    private static TwoFactorResult<TwoFactorRequest> Parse(
        JsonElement body,
        ProfileIdClaims claims,
        ExpectedBody expected
    )
    {
        string? code = null;
        string? backupCode = null;
        string? proof = null;
        string? name = null;
        string? passkey = null;
        string? credential = null;
        string? memberId = null;
        string? authenticator = null;
        var add = false;
        SuppliedDate? enforceFrom = null;
        foreach (var property in body.EnumerateObject())
        {
            var member = property.Name;
            var text =
                property.Value.ValueKind is JsonValueKind.String
                    ? property.Value.GetString()
                    : null;
            if (claims.IsProfileId(member))
            {
                if (!claims.Agrees(text))
                {
                    return ProfileIdClaims.Contradiction();
                }
            }
            else if (expected is ExpectedBody.MemberOrAll && member is not MemberIdName)
            {
                return TwoFactorErrorFactory.InvalidRequest(
                    (
                        member.Length > LongestNameToRepeat
                            ? "The body contains an unknown member."
                            : $"The body contains the unknown member \"{member}\"."
                    ) + $" It can contain \"{MemberIdName}\"; left out, all members are asked."
                );
            }
            else if (member is "code" or "backupCode" or "proof" or "name" or "authenticator")
            {
                if (member is "name" && property.Value.ValueKind is JsonValueKind.Null)
                {
                    continue;
                }

                // A number would lose its leading zeros, so only strings are codes.
                if (text is null)
                {
                    return TwoFactorErrorFactory.InvalidRequest($"\"{member}\" must be a string.");
                }

                _ = member switch
                {
                    "code" => code = text,
                    "backupCode" => backupCode = text,
                    "name" => name = text,
                    "authenticator" => authenticator = text,
                    _ => proof = text,
                };
            }
            else if (member is "passkey" or "credential")
            {
                if (property.Value.ValueKind is not JsonValueKind.Object)
                {
                    return TwoFactorErrorFactory.InvalidRequest($"\"{member}\" must be an object.");
                }

                _ = member is "passkey"
                    ? passkey = property.Value.GetRawText()
                    : credential = property.Value.GetRawText();
            }
            else if (member is "add")
            {
                if (property.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return TwoFactorErrorFactory.InvalidRequest("\"add\" must be true or false.");
                }

                add = property.Value.ValueKind is JsonValueKind.True;
            }
            else if (member is MemberIdName)
            {
                if (text is null && property.Value.ValueKind is not JsonValueKind.Null)
                {
                    return TwoFactorErrorFactory.InvalidRequest(
                        $"\"{MemberIdName}\" must be a string, or left out for all members."
                    );
                }

                memberId = text;
            }
            else if (member is "enforceFrom")
            {
                var date = SuppliedDate.Read(property.Value);
                if (!date.Succeeded)
                {
                    return date.Error;
                }

                enforceFrom = date.Value;
            }
        }

        string?[] proofs = [code, backupCode, passkey, credential];
        return proofs.Count(it => it is not null) > 1
            ? TwoFactorErrorFactory.InvalidRequest(
                "Send only one of \"code\", \"backupCode\", \"passkey\", and \"credential\"."
            )
            : new TwoFactorRequest
            {
                Code = code,
                BackupCode = backupCode,
                Passkey = passkey,
                Credential = credential,
                Name = name,
                Add = add,
                Authenticator = authenticator,
                Proof = proof,
                MemberId = memberId,
                EnforceFrom = enforceFrom,
            };
    }
}
