using ProfileTwoFactor.Benchmarks.Counting;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>What one call took. The background is not in it: it comes after the answer.</summary>
internal readonly record struct SwitchCost(long Nanoseconds, Counts Counts);
