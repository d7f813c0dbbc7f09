using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Passkeys;

/// <summary>Encrypts tickets under a purpose of their own: the challenge is in them, and what they were made for.</summary>
internal sealed class PasskeySeal(IDataProtectionProvider provider, Deadline deadline)
{
    /// <summary>Browsers keep a cookie of up to 4,096 bytes; a ticket has less than half of it.</summary>
    private const int LongestText = 4000;

    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.Passkey.v1"
    );

    /// <exception cref="DependencyUnavailableException">The key ring can't be used.</exception>
    public string Seal(PasskeyTicket ticket)
    {
        try
        {
            return Base64Url.EncodeToString(
                _protector.Protect(
                    JsonSerializer.SerializeToUtf8Bytes(
                        ticket,
                        PasskeyJsonContext.Default.PasskeyTicket
                    )
                )
            );
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    /// <summary>Null for whatever is not ours: other keys, other purposes, tampered or cut-off text.</summary>
    /// <exception cref="DependencyUnavailableException">The key ring can't be read.</exception>
    public PasskeyTicket? Open(string? text)
    {
        if (text is not { Length: > 0 and <= LongestText })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(
                _protector.Unprotect(Base64Url.DecodeFromChars(text)),
                PasskeyJsonContext.Default.PasskeyTicket
            );
        }
        catch (Exception exception)
            when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }
}
