using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HeatmapSite.Data;

/// <summary>Tokens in addresses that open something for whoever has them: 256 random bits.</summary>
internal static class SecretToken
{
    public static string Create() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <remarks>No salt and no slow hash: nobody can guess 256 random bits.</remarks>
    public static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
