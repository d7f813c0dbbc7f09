namespace ProfileTwoFactor;

/// <summary>Who of the host's staff acts, and why. Both go into the audit trail.</summary>
public sealed record OperatorAction
{
    /// <summary>The longest reason that is kept.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The longest name that is kept.</summary>
    public const int MaxNameLength = 320;

    /// <summary>The staff member's id. 200 characters at most.</summary>
    public required string OperatorId { get; init; }

    /// <summary>The staff member's name or e-mail, for the audit trail. The person concerned is told "support", not this name.</summary>
    public required string OperatorName { get; init; }

    /// <summary>Why, in words for whoever reads the audit trail: how the person was recognised, the ticket. Not empty, 500 characters at most.</summary>
    public required string Reason { get; init; }
}
