using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>The package's verification of a code, right and wrong ones in turn.</summary>
internal sealed class MatchCodeWorkload(byte[] secret, long step, TotpCode right, TotpCode wrong)
    : IWorkload
{
    public void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var isRight = i % 2 == 0;
            if (TotpAlgorithm.TryMatch(secret, isRight ? right : wrong, step, 1, out _) != isRight)
            {
                throw new InvalidOperationException("A code was judged wrongly.");
            }
        }
    }
}
