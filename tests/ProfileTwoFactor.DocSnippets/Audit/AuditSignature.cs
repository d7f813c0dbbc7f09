using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shop;

#region AuditSignature
/// <summary>Checks the signature of a request of the audit webhook. Use the bytes of the body as they arrived.</summary>
internal static class AuditSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(
        string? timestamp,
        string? signatures,
        byte[] body,
        string key,
        DateTimeOffset now
    )
    {
        var isNumber = long.TryParse(
            timestamp,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        );
        // A request that is recorded and sent again later isn't accepted.
        if (!isNumber || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes($"{timestamp}."), .. body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed);
        var expected = Encoding.ASCII.GetBytes("v1=" + Convert.ToHexStringLower(hash));
        return (signatures ?? "")
            .Split(',')
            .Any(one =>
                CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), expected)
            );
    }
}
#endregion
