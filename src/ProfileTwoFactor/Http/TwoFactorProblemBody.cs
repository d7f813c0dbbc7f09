using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ProfileTwoFactor.Http;

/// <summary>The JSON of a problem answer. Written by hand, so that the host's JSON settings can't rename what clients rely on.</summary>
internal static class TwoFactorProblemBody
{
    internal static ReadOnlyMemory<byte> Create(TwoFactorError error)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:profile-two-factor:{error.Code}");
            json.WriteString("title", Title(error));
            json.WriteNumber("status", error.StatusCode);
            json.WriteString("detail", error.Detail);
            json.WriteString("code", error.Code);
            WriteOptional(json, "profileId", error.ProfileId);
            WriteOptional(json, "action", error.Action);
            WriteOptional(json, "actionUrl", error.ActionUrl);
            WriteOptional(json, "ownerEmail", error.OwnerEmail);
            if (error.RetryAfter is { } wait)
            {
                json.WriteNumber("retryAfter", TwoFactorProblem.RetryAfterSeconds(wait));
            }

            if (error.MaxAge is { } maxAge)
            {
                json.WriteNumber("maxAge", TwoFactorProblem.MaxAgeSeconds(maxAge));
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Title(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.SignInRequired => "Sign-in required",
            TwoFactorErrorCodes.BindingRequired => "Authenticator binding required",
            TwoFactorErrorCodes.VerificationRequired => "Verification required",
            TwoFactorErrorCodes.FreshVerificationRequired => "Fresh verification required",
            TwoFactorErrorCodes.AccountTwoFactorRequired =>
                "Account two-factor authentication required",
            TwoFactorErrorCodes.AccountVerificationRequired => "Account verification required",
            TwoFactorErrorCodes.InvalidCode => "Code not accepted",
            TwoFactorErrorCodes.Antiforgery => "Antiforgery token required",
            TwoFactorErrorCodes.InvalidRequest => "Invalid request",
            TwoFactorErrorCodes.NotAMember => "Not a member",
            TwoFactorErrorCodes.NotOwner => "Not the Owner",
            TwoFactorErrorCodes.NotFound => "Not found",
            TwoFactorErrorCodes.AlreadyEnabled => "Already enabled",
            TwoFactorErrorCodes.NotEnabled => "Not enabled",
            TwoFactorErrorCodes.AlreadyBound => "Already bound",
            TwoFactorErrorCodes.NotBound => "Not bound",
            TwoFactorErrorCodes.NoPendingBinding => "No pending binding",
            TwoFactorErrorCodes.LockedOut => "Locked out",
            TwoFactorErrorCodes.BindingDisabled => "Authenticator disabled",
            TwoFactorErrorCodes.Unavailable => "Two-factor authentication unavailable",
            _ => ReasonPhrases.GetReasonPhrase(error.StatusCode),
        };
}
