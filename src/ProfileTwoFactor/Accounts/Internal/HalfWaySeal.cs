using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Encrypts half-way sign-ins under a purpose of their own, so that neither side can be taken for the host's session cookie.</summary>
internal sealed class HalfWaySeal(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.HalfWay.v1"
    );

    public string Seal(HalfWaySignIn signIn) =>
        Base64Url.EncodeToString(
            _protector.Protect(
                JsonSerializer.SerializeToUtf8Bytes(
                    signIn,
                    HalfWayJsonContext.Default.HalfWaySignIn
                )
            )
        );

    /// <summary>Null for whatever is not ours: old keys, other purposes, tampered or cut-off text.</summary>
    public HalfWaySignIn? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(
                _protector.Unprotect(Base64Url.DecodeFromChars(text)),
                HalfWayJsonContext.Default.HalfWaySignIn
            );
        }
        catch (Exception exception)
            when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
