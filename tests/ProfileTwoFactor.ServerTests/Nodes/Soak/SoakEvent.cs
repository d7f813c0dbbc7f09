namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>What a caller of the soak did. Public, as test methods that take it must be.</summary>
public enum SoakAct
{
    /// <summary>A gated request.</summary>
    Access,

    /// <summary>A code or backup code that opens a window.</summary>
    Verify,

    /// <summary>The first code of an authenticator, which opens a window as well.</summary>
    Bind,

    /// <summary>The Owner's first code, which switches the profile on and opens her window.</summary>
    Enable,
    Disable,

    /// <summary>Of a member, by the Owner.</summary>
    Reset,

    /// <summary>Of a member, by the Owner.</summary>
    Remove,

    /// <summary>Of a member who was invited again.</summary>
    Join,

    /// <summary>Everyone is asked again, by the Owner, except in the browser that asks.</summary>
    AskAgain,
}

/// <summary>What it learnt.</summary>
public enum SoakOutcome
{
    Done,
    Refused,

    /// <summary>No answer, or one that says "can't tell": it may have happened.</summary>
    Unknown,
}

/// <summary>One request of the soak and its answer, as its caller saw them.</summary>
/// <param name="Act">What was asked for.</param>
/// <param name="Member">Whom it is about.</param>
/// <param name="Browser">Whose cookies it carried.</param>
/// <param name="Outcome">What the answer said.</param>
/// <param name="Start">Before the request was sent.</param>
/// <param name="End">After the answer had come.</param>
/// <param name="Code">What was typed.</param>
internal sealed record SoakEvent(
    SoakAct Act,
    string Member,
    string Browser,
    SoakOutcome Outcome,
    TimeSpan Start,
    TimeSpan End,
    SoakCode? Code = null
)
{
    public string Profile { get; init; } = SoakSite.Profile;

    /// <summary>No node had less on its clock when the request was sent.</summary>
    public DateTimeOffset Earliest { get; init; }

    /// <summary>No node had more when the answer had come.</summary>
    public DateTimeOffset Latest { get; init; }

    public bool IsDone => Outcome == SoakOutcome.Done;

    public bool IsRefused => Outcome == SoakOutcome.Refused;

    public override string ToString() =>
        $"{Start:mm\\:ss\\.fff}-{End:mm\\:ss\\.fff} {Act} of {Member} at {Profile} in {Browser}: {Outcome}{(Code is null ? "" : $", {Code}")}, clock {Earliest:HH:mm:ss}-{Latest:HH:mm:ss}";
}
