using ProfileTwoFactor.Benchmarks.Counting;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>What one enable and one disable asked for.</summary>
internal readonly record struct SwitchCounts(Counts Enable, Counts Disable);
