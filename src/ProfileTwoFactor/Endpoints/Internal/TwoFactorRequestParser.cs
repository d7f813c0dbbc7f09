using System.Text.Json;
using System.Text.Unicode;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Parses a body strictly: whatever two readers could understand in two ways is refused.</summary>
internal static class TwoFactorRequestParser
{
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
        CallBody expected,
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
                : expected == CallBody.Policy
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
        CallBody expected
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
            else if (expected == CallBody.MemberOrAll && member is not CallBody.MemberIdName)
            {
                return TwoFactorErrorFactory.InvalidRequest(
                    (
                        member.Length > LongestNameToRepeat
                            ? "The body contains an unknown member."
                            : $"The body contains the unknown member \"{member}\"."
                    )
                        + $" It can contain \"{CallBody.MemberIdName}\"; left out, all members are asked."
                );
            }
            else if (
                member
                is CallBody.CodeName
                    or CallBody.BackupCodeName
                    or CallBody.ProofName
                    or CallBody.NameName
                    or CallBody.AuthenticatorName
            )
            {
                if (member is CallBody.NameName && property.Value.ValueKind is JsonValueKind.Null)
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
                    CallBody.CodeName => code = text,
                    CallBody.BackupCodeName => backupCode = text,
                    CallBody.NameName => name = text,
                    CallBody.AuthenticatorName => authenticator = text,
                    _ => proof = text,
                };
            }
            else if (member is CallBody.PasskeyName or CallBody.CredentialName)
            {
                if (property.Value.ValueKind is not JsonValueKind.Object)
                {
                    return TwoFactorErrorFactory.InvalidRequest($"\"{member}\" must be an object.");
                }

                _ =
                    member is CallBody.PasskeyName
                        ? passkey = property.Value.GetRawText()
                        : credential = property.Value.GetRawText();
            }
            else if (member is CallBody.AddName)
            {
                if (property.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return TwoFactorErrorFactory.InvalidRequest("\"add\" must be true or false.");
                }

                add = property.Value.ValueKind is JsonValueKind.True;
            }
            else if (member is CallBody.MemberIdName)
            {
                if (text is null && property.Value.ValueKind is not JsonValueKind.Null)
                {
                    return TwoFactorErrorFactory.InvalidRequest(
                        $"\"{CallBody.MemberIdName}\" must be a string, or left out for all members."
                    );
                }

                memberId = text;
            }
            else if (member is CallBody.EnforceFromName)
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
                Code = Read(CallBody.CodeName, code),
                BackupCode = Read(CallBody.BackupCodeName, backupCode),
                Passkey = Read(CallBody.PasskeyName, passkey),
                Credential = Read(CallBody.CredentialName, credential),
                Name = Read(CallBody.NameName, name),
                Add = add && expected.Reads(CallBody.AddName),
                Authenticator = Read(CallBody.AuthenticatorName, authenticator),
                Proof = Read(CallBody.ProofName, proof),
                MemberId = Read(CallBody.MemberIdName, memberId),
                EnforceFrom = Read(CallBody.EnforceFromName, enforceFrom),
            };

        // A member of another call has to be well formed, and is then ignored.
        T? Read<T>(string member, T? value)
            where T : class => expected.Reads(member) ? value : null;
    }
}
