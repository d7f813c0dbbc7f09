using System.Globalization;
using System.Security.Cryptography;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>An authenticator app, written from RFC 6238 without the package's code, so that both can't be wrong in the same way.</summary>
public sealed class Authenticator(string base32Secret, TimeProvider clock)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string Secret { get; } = base32Secret;

    public string Code(int stepsFromNow = 0)
    {
        var step = (clock.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsFromNow;
        var counter = BitConverter.GetBytes(step);
        Array.Reverse(counter);
        var hash = HMACSHA1.HashData(Decode(Secret), counter);
        var offset = hash[19] & 0xF;
        var number =
            ((hash[offset] & 0x7F) << 24)
            | (hash[offset + 1] << 16)
            | (hash[offset + 2] << 8)
            | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Six digits that no step near now gives.</summary>
    public string WrongCode()
    {
        var right = Enumerable.Range(-3, 7).Select(Code).ToHashSet();
        return Enumerable
            .Range(0, 100)
            .Select(number => number.ToString("D6", CultureInfo.InvariantCulture))
            .First(code => !right.Contains(code));
    }

    private static byte[] Decode(string text)
    {
        var bits = 0;
        var count = 0;
        var bytes = new List<byte>();
        foreach (var letter in text)
        {
            bits = (bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
