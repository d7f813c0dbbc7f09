using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Internal;

/// <summary>Encrypts what a page contains, under a separate purpose.</summary>
internal sealed class BackupCodesSeal(IDataProtectionProvider provider)
{
    private const int Longest = 8192;

    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.BackupCodesFile.v1"
    );

    public string Seal(SealedBackupCodes codes) =>
        Base64Url.EncodeToString(
            _protector.Protect(
                JsonSerializer.SerializeToUtf8Bytes(
                    codes,
                    SealedBackupCodesJsonContext.Default.SealedBackupCodes
                )
            )
        );

    /// <summary>Null for whatever is not ours.</summary>
    public SealedBackupCodes? Open(string? text)
    {
        if (text is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(
                _protector.Unprotect(Base64Url.DecodeFromChars(text)),
                SealedBackupCodesJsonContext.Default.SealedBackupCodes
            );
        }
        catch (Exception exception)
            when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}

internal sealed record SealedBackupCodes(
    string[] Recipient,
    DateTimeOffset IssuedAt,
    string[] Codes
)
{
    /// <summary>What was done when they were issued, if a page said it.</summary>
    public string? Notice { get; init; }

    /// <summary>What stands in the cache until they are shown again, if they can be.</summary>
    public string? Mark { get; init; }

    public override string ToString() => $"{nameof(SealedBackupCodes)} (redacted)";
}

[JsonSerializable(typeof(SealedBackupCodes))]
internal sealed partial class SealedBackupCodesJsonContext : JsonSerializerContext;
