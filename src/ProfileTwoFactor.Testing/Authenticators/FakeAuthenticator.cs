using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using ProfileTwoFactor.Testing.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>An authenticator app for tests. Written from RFC 6238 without the package's code, so that both can't be wrong in the same way.</summary>
/// <remarks>It never gives a code twice, since the package never takes one twice: a test that asks too often is told to move the clock.</remarks>
public sealed class FakeAuthenticator
{
    private const int StepSeconds = 30;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly byte[] _secret;
    private long _lastStep = -1;

    /// <summary>An app into which a secret was typed.</summary>
    /// <param name="secret">The secret in base32, as <c>"secret"</c> in the answer of <c>binding</c>; blanks are ignored.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <exception cref="FormatException">The secret is not base32.</exception>
    public FakeAuthenticator(string secret, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        ArgumentNullException.ThrowIfNull(clock);
        _secret = Base32Text.Decode(secret);
        _clock = clock;
    }

    /// <summary>An app that has scanned a QR code.</summary>
    /// <param name="otpauthUri">The URI in it, as <c>"otpauthUri"</c> in the answer of <c>binding</c>.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <exception cref="FormatException">The URI has no secret that can be read.</exception>
    public static FakeAuthenticator FromUri(string otpauthUri, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(otpauthUri);
        var secret = new Uri(otpauthUri)
            .Query.TrimStart('?')
            .Split('&')
            .FirstOrDefault(part => part.StartsWith("secret=", StringComparison.Ordinal));
        return secret is null
            ? throw new FormatException("The URI has no secret.")
            : new FakeAuthenticator(secret["secret=".Length..], clock);
    }

    /// <summary>A code that was not given before: that of the present step, or of the next one, which the package takes as well.</summary>
    /// <exception cref="InvalidOperationException">Both were given; move the clock on.</exception>
    public string Code()
    {
        lock (_lock)
        {
            var present = Present();
            var step = Math.Max(present, _lastStep + 1);
            if (step > present + 1)
            {
                throw new InvalidOperationException(
                    "The codes of this step and the next were given already. Move the clock on by 30 seconds."
                );
            }

            _lastStep = step;
            return CodeOf(step);
        }
    }

    /// <summary>Six digits that are the code of no step near the present one.</summary>
    public string WrongCode()
    {
        var present = Present();
        var right = Enumerable.Range(-3, 7).Select(offset => CodeOf(present + offset)).ToHashSet();
        return Enumerable
            .Range(0, right.Count + 1)
            .Select(number => number.ToString("D6", CultureInfo.InvariantCulture))
            .First(code => !right.Contains(code));
    }

    private long Present() => _clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;

    private string CodeOf(long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(_secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
