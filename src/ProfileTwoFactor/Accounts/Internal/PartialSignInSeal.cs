using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Encrypts partial sign-ins under a separate purpose, so that neither side can be taken for the host's session cookie.</summary>
internal sealed class PartialSignInSeal(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.HalfWay.v1"
    );

    public string Seal(PartialSignIn signIn) =>
        Base64Url.EncodeToString(
            _protector.Protect(
                JsonSerializer.SerializeToUtf8Bytes(
                    signIn,
                    PartialSignInJsonContext.Default.PartialSignIn
                )
            )
        );

    /// <summary>Null for whatever is not ours: old keys, other purposes, tampered or cut-off text.</summary>
    public PartialSignIn? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(
                _protector.Unprotect(Base64Url.DecodeFromChars(text)),
                PartialSignInJsonContext.Default.PartialSignIn
            );
        }
        catch (Exception exception)
            when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
