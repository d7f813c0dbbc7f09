namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>What a request of the preparation got.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyList<string> SetCookies);
