namespace ProfileTwoFactor.Internal;

/// <summary>Freshly issued codes, in the one response that shows them.</summary>
internal sealed record BackupCodesView(BackupCodesOwner Owner, IssuedBackupCodes Issued)
{
    /// <summary>The codes sealed for the download; null when there is none.</summary>
    public string? Seal { get; init; }

    /// <summary>Where the seal is turned into a file.</summary>
    public required string FileUrl { get; init; }

    /// <summary>The next page after the codes are saved.</summary>
    public required string DoneUrl { get; init; }

    /// <summary>The name of the text of the button that goes there.</summary>
    public string DoneText { get; init; } = "Continue";

    public required IReadOnlyList<(string Name, string? Value)> DoneFields { get; init; }

    /// <summary>Whether going on is a form of its own, which ends the keeping of the codes in this browser.</summary>
    public bool Finishes { get; init; }

    /// <summary>The last step of a set-up: its number.</summary>
    public int? Step { get; init; }
}
