using System.Buffers.Text;
using System.Security.Cryptography;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Random ids, base64url without padding.</summary>
internal static class RandomId
{
    /// <summary>128 bits: epochs and binding ids, which are no secrets but must never repeat.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>256 bits: window and pending tokens, which are secrets.</summary>
    public static string CreateToken() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
