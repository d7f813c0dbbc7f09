namespace ProfileTwoFactor.Benchmarks.Reporting;

/// <summary>One line of the verdict.</summary>
internal sealed record Aim(string What, string Wanted, string Reached, bool IsMet);
