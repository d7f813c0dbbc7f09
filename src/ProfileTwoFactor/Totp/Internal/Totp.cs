using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ProfileTwoFactor.Internal;

/// <summary>RFC 6238 over RFC 4226 with SHA-1, six digits and 30 seconds: the only setting every authenticator app honours.</summary>
internal static class Totp
{
    public const int StepSeconds = 30;
    public const int SecretLength = 20;
    public const int MaxToleratedSteps = 2;

    // RFC 4226, R6: a shared secret has at least 128 bits.
    private const int MinSecretLength = 16;
    private const int Modulus = 1_000_000;

    public static long StepAt(DateTimeOffset time)
    {
        var (step, rest) = Math.DivRem(time.ToUnixTimeSeconds(), StepSeconds);
        return rest < 0 ? step - 1 : step;
    }

    public static byte[] CreateSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    public static int Compute(ReadOnlySpan<byte> secret, long step)
    {
        if (secret.Length < MinSecretLength)
        {
            // An empty or cut-off secret has codes that anybody can compute.
            throw new ArgumentException(
                $"A secret has at least {MinSecretLength} bytes; this one has {secret.Length}. The stored binding is damaged.",
                nameof(secret)
            );
        }

        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);

        var offset = hash[^1] & 0x0f;
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return truncated % Modulus;
    }

    public static bool TryMatch(
        ReadOnlySpan<byte> secret,
        TotpCode code,
        long currentStep,
        int toleratedSteps,
        out long matchedStep
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(toleratedSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toleratedSteps, MaxToleratedSteps);

        var given = code.Value;
        var matched = false;
        matchedStep = 0;

        // Upwards and to the end, always: the time taken says nothing about which step matched, and when two steps
        // share their digits the higher one is spent, so that the same digits don't count a second time.
        for (var step = currentStep - toleratedSteps; step <= currentStep + toleratedSteps; step++)
        {
            var expected = Compute(secret, step);
            if (CryptographicOperations.FixedTimeEquals(Bytes(in expected), Bytes(in given)))
            {
                matched = true;
                matchedStep = step;
            }
        }

        return matched;
    }

    private static ReadOnlySpan<byte> Bytes(ref readonly int value) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value));
}
