using ProfileTwoFactor.Benchmarks.Hosts;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>How a person gets past a variant's guard.</summary>
internal interface IProof
{
    /// <summary>Whether being signed in is not enough.</summary>
    bool IsNeeded { get; }

    Task<CookieJar> GiveAsync(BenchmarkHost host, int person);
}
