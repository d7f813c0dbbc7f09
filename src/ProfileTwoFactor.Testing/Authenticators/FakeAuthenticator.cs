using System.Globalization;
using OtpNet;
using ProfileTwoFactor.Testing.Authenticators.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>An authenticator app for tests: the codes of RFC 6238 with SHA-1, six digits and 30 seconds.</summary>
/// <remarks>
/// <see cref="Code"/> never returns a code twice, because the package never accepts a code twice. If a test calls it too often, an exception asks to advance the clock.
/// </remarks>
public sealed class FakeAuthenticator
{
    internal const int StepSeconds = 30;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Hotp _codes;
    private long _lastStep = -1;

    /// <summary>Creates an app with a secret.</summary>
    /// <param name="secret">The secret in base32: <c>"secret"</c> in the response of <c>binding</c>. Blanks are ignored.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <exception cref="FormatException">The secret isn't valid base32.</exception>
    public FakeAuthenticator(string secret, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        ArgumentNullException.ThrowIfNull(clock);
        _codes = new Hotp(Base32Text.Decode(secret));
        Secret = secret;
        _clock = clock;
    }

    /// <summary>The secret that was passed, for tests that check that a text doesn't contain it.</summary>
    public string Secret { get; }

    /// <summary>Creates an app from the URI of a QR code.</summary>
    /// <param name="otpauthUri">The URI: <c>"otpauthUri"</c> in the response of <c>binding</c>.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <exception cref="FormatException">The URI contains no valid secret.</exception>
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

    /// <summary>Returns a code that wasn't returned before: the code of the current time step, or of the next one, which the package also accepts.</summary>
    /// <exception cref="InvalidOperationException">Both codes were already returned. Advance the clock.</exception>
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

    /// <summary>Returns the code that the app shows, even if it was returned before. Use it for tests of replays and of clocks that differ.</summary>
    /// <param name="stepsFromNow">The time step: 0 is the current one, 1 is the next one, -1 is the previous one.</param>
    public string CurrentCode(int stepsFromNow = 0) => CodeOf(Present() + stepsFromNow);

    /// <summary>Returns six digits that aren't the code of any time step near the current one.</summary>
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
