namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>The names under which results are found and printed.</summary>
internal static class Comparisons
{
    public const string Null = "[Authorize] against itself (null pair)";
    public const string Twin = "[Authorize] in a second host like it";
    public const string Floor = "policy that always succeeds (floor)";
    public const string Directory = "asking the host's directory, no gate";
    public const string Claim = "claim policy";
    public const string Gate = "gate, verified";
    public const string GateWithoutCache = "gate, verified, no decision cache";
    public const string Cookie = "carrying the window cookie, no gate";
    public const string Other = "ungated [Authorize], package in the host";
    public const string Session = "session flag, against the gate";
    public const string SessionAlone = "session flag, against [Authorize]";
    public const string Code = "verifying a code, against 3 codes of Otp.NET";

    /// <summary>What a change of the gate's own code is judged by.</summary>
    public static readonly string[] OfGate =
    [
        Null,
        Floor,
        Directory,
        Gate,
        GateWithoutCache,
        Other,
        Session,
    ];
}
