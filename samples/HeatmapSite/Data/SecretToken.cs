using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HeatmapSite.Data;

/// <summary>Tokens in addresses that give access to their holder: 256 random bits.</summary>
internal static class SecretToken
{
    public static string Create() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <remarks>No salt and no slow hash: 256 random bits can't be guessed.</remarks>
    public static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
