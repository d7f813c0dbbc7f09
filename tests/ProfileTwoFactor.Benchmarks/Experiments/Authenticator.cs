using OtpNet;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>A person's authenticator app.</summary>
internal sealed class Authenticator(string secret)
{
    private readonly byte[] _secret = Base32Encoding.ToBytes(secret);

    /// <summary>The code of this moment, or of a step beside it, which the default tolerance accepts.</summary>
    public string Code(int stepsAhead = 0) =>
        TotpCodes.Compute(_secret, TotpCodes.StepAt(TimeProvider.System.GetUtcNow()) + stepsAhead);
}
