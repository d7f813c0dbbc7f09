namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>A candidate against its baseline.</summary>
/// <param name="Name">What was compared.</param>
/// <param name="Ratio">Median over all neighbouring blocks of CPU time, candidate by baseline.</param>
/// <param name="MinRatio">The smallest median of a round.</param>
/// <param name="MaxRatio">The greatest median of a round.</param>
/// <param name="ExtraBytes">Median of the bytes one operation allocates beyond the baseline's.</param>
/// <param name="BaselineNanoseconds">Median of one baseline operation.</param>
/// <param name="BaselineBytes">Bytes of one baseline operation.</param>
/// <param name="CandidateBytes">Bytes of one candidate operation.</param>
internal sealed record PairResult(
    string Name,
    double Ratio,
    double MinRatio,
    double MaxRatio,
    double ExtraBytes,
    double BaselineNanoseconds,
    double BaselineBytes,
    double CandidateBytes
);
