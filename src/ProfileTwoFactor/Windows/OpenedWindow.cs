namespace ProfileTwoFactor.Windows;

/// <summary>A window that a proof opens, as the member's record is to list it. It counts once it is listed and the cache has its entries.</summary>
internal sealed record OpenedWindow
{
    /// <summary>What is presented for it, and where in the cache it lies, if not there. The first is the window's own, and the others belong to it.</summary>
    public required IReadOnlyList<(string Presented, string? Place)> Places { get; init; }

    /// <summary>What was presented before and is given up.</summary>
    public required IReadOnlySet<string> Replaces { get; init; }

    public required string BindingId { get; init; }

    public string? SecurityStampHash { get; init; }

    public string? Client { get; init; }

    public string? Generation { get; init; }

    /// <summary>The member's own generation in which it was proven. It isn't listed in another one.</summary>
    public string? MemberGeneration { get; init; }

    /// <summary>How long windows are kept at most.</summary>
    public required TimeSpan Kept { get; init; }
}
