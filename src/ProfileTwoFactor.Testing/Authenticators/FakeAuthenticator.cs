using System.Globalization;
using OtpNet;
using ProfileTwoFactor.Testing.Authenticators.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>An authenticator app for tests: the codes of RFC 6238 with SHA-1, six digits and 30 seconds.</summary>
/// <remarks>
/// <see cref="Code"/> never gives a code twice, since the package never takes one twice: a test that asks too often is told to move the clock.
/// </remarks>
public sealed class FakeAuthenticator
{
    internal const int StepSeconds = 30;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Hotp _codes;
    private long _lastStep = -1;

    /// <summary>An app into which a secret was typed.</summary>
    /// <param name="secret">The secret in base32, as <c>"secret"</c> in the answer of <c>binding</c>; blanks are ignored.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <exception cref="FormatException">The secret is not base32.</exception>
    public FakeAuthenticator(string secret, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        ArgumentNullException.ThrowIfNull(clock);
        _codes = new Hotp(Base32Text.Decode(secret));
        Secret = secret;
        _clock = clock;
    }

    /// <summary>The secret as it was typed, for tests that look for it where it must not be.</summary>
    public string Secret { get; }

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
            ? throw new FormatException("The URI contains no secret.")
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
                    "The codes of this time step and the next were already returned. Advance the clock by 30 seconds."
                );
            }

            _lastStep = step;
            return CodeOf(step);
        }
    }

    /// <summary>The code that the app shows, whether or not it was given before: for tests of replays and of clocks that differ.</summary>
    /// <param name="stepsFromNow">0 is the present step, 1 the next one, -1 the one before.</param>
    public string CurrentCode(int stepsFromNow = 0) => CodeOf(Present() + stepsFromNow);

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

    // A time step is the counter of RFC 4226 (RFC 6238, section 4.2).
    private string CodeOf(long step) => _codes.ComputeHOTP(step);
}
