using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using OtpNet;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>RFC 6238 over RFC 4226 with SHA-1, six digits and 30 seconds: the only setting every authenticator app honours.</summary>
/// <remarks>
/// Otp.NET makes secrets and computes the code of a step. Which step matched is decided here: the library's own verifier stops at
/// the first match, so its duration depends on the code, and it knows nothing of steps that were accepted before.
/// </remarks>
internal static class TotpAlgorithm
{
    public const int StepSeconds = 30;
    public const int SecretLength = 20;
    public const int MaxToleratedSteps = 2;

    // RFC 4226, R6: a shared secret has at least 128 bits.
    public const int MinSecretLength = 16;

    // Rounded down, also before 1970: Otp.NET rounds towards zero and has one step of 59 seconds there.
    public static long StepAt(DateTimeOffset time)
    {
        var (step, rest) = Math.DivRem(time.ToUnixTimeSeconds(), StepSeconds);
        return rest < 0 ? step - 1 : step;
    }

    public static byte[] CreateSecret() => KeyGeneration.GenerateRandomKey(SecretLength);

    public static string Compute(byte[] secret, long step) => CodesOf(secret).ComputeHOTP(step);

    public static bool TryMatch(
        byte[] secret,
        TotpCode code,
        long currentStep,
        int toleratedSteps,
        out long matchedStep
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(toleratedSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toleratedSteps, MaxToleratedSteps);

        var codes = CodesOf(secret);
        // A code that was never parsed has the value -1, which is longer than six characters here and equals none.
        var given = code.Value.ToString("D6", CultureInfo.InvariantCulture);
        var matched = false;
        matchedStep = 0;

        // Upwards and to the end, always: the time taken says nothing about which step matched, and when two steps
        // share their digits the higher one is spent, so that the same digits don't count a second time.
        for (var step = currentStep - toleratedSteps; step <= currentStep + toleratedSteps; step++)
        {
            var expected = codes.ComputeHOTP(step);
            if (CryptographicOperations.FixedTimeEquals(Bytes(expected), Bytes(given)))
            {
                matched = true;
                matchedStep = step;
            }
        }

        return matched;
    }

    /// <summary>The HOTP generator whose counter is the time step (RFC 6238, section 4.2).</summary>
    private static Hotp CodesOf(byte[] secret) =>
        secret.Length >= MinSecretLength
            ? new Hotp(secret, OtpHashMode.Sha1, TotpCode.Digits)
            // An empty or truncated secret has codes that anyone can compute.
            : throw new ArgumentException(
                $"A secret must have at least {MinSecretLength} bytes, but this one has {secret.Length}. The stored binding is damaged.",
                nameof(secret)
            );

    private static ReadOnlySpan<byte> Bytes(string digits) =>
        MemoryMarshal.AsBytes(digits.AsSpan());
}
