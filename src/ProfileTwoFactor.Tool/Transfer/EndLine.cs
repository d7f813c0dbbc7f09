namespace ProfileTwoFactor.Tool.Transfer;

/// <param name="Counts">How many rows there are of each table.</param>
/// <param name="Sha256">Of all lines before this one, with their line ends.</param>
internal sealed record EndLine(Dictionary<string, long> Counts, string Sha256);
