namespace ProfileTwoFactor.Bindings;

/// <summary>What became of the beginning of a first binding that needs a proof.</summary>
internal sealed class PendingStart(PendingStartStatus status, PendingSecret? secret = null)
{
    public PendingStartStatus Status { get; } = status;

    /// <summary>Only of one that began.</summary>
    public PendingSecret? Secret { get; } = secret;

    /// <summary>False for a browser that gave its proof before.</summary>
    public bool UsedProof { get; init; }

    /// <summary>What became of a code of the member's app. Null if the proof was none.</summary>
    public CodeOutcome? Code { get; init; }
}
