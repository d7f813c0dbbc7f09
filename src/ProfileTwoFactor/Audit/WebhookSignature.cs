using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Audit;

/// <summary>HMAC-SHA256 over the time of the attempt, a dot, and the body, so that neither can be changed and an old request isn't accepted later.</summary>
internal static class WebhookSignature
{
    public const string EventIdHeader = "ProfileTwoFactor-Event-Id";
    public const string TimestampHeader = "ProfileTwoFactor-Timestamp";
    public const string SignatureHeader = "ProfileTwoFactor-Signature";

    public static string Create(string timestamp, byte[] body, params IEnumerable<string> keys) =>
        string.Join(',', keys.Select(key => "v1=" + Hash(timestamp, body, key)));

    private static string Hash(string timestamp, byte[] body, string key)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
    }
}
