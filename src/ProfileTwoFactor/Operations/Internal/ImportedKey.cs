using OtpNet;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Whether the key of another system can be the secret of a binding.</summary>
internal static class ImportedKey
{
    private const int MaxLength = 512;

    /// <returns>Null if it can.</returns>
    public static TwoFactorImportStatus? Read(string? key, out byte[] secret)
    {
        secret = [];
        if (string.IsNullOrWhiteSpace(key))
        {
            return TwoFactorImportStatus.NoKey;
        }

        var text = key.Trim().TrimEnd('=').Replace(" ", "", StringComparison.Ordinal);
        text = text.ToUpperInvariant();
        if (text.Length is 0 or > MaxLength || !text.All(Base32Text.IsDigit))
        {
            return TwoFactorImportStatus.KeyInvalid;
        }

        secret = Base32Encoding.ToBytes(text);
        return secret.Length < TotpAlgorithm.MinSecretLength
            ? TwoFactorImportStatus.KeyTooShort
            : null;
    }
}
