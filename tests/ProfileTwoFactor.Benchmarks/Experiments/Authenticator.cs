using System.Globalization;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>A person's authenticator app.</summary>
internal sealed class Authenticator
{
    private readonly byte[] _secret;

    public Authenticator(string secret)
    {
        if (!Base32.TryDecode(secret, out _secret))
        {
            throw new ArgumentException(
                "The package gave a key that is not Base32.",
                nameof(secret)
            );
        }
    }

    /// <summary>The code of this moment, or of a step beside it, which the default tolerance accepts.</summary>
    public string Code(int stepsAhead = 0)
    {
        var step = Totp.StepAt(TimeProvider.System.GetUtcNow()) + stepsAhead;
        return Totp.Compute(_secret, step).ToString("D6", CultureInfo.InvariantCulture);
    }
}
