namespace HeatmapSite.Accounts;

/// <summary>What became of an opened link. Only <see cref="Done"/> changes anything.</summary>
internal enum EmailConfirmation
{
    Done,

    /// <summary>Unknown, used, too old, of a password before, or another person's: one answer for all.</summary>
    Over,

    /// <summary>Another account took the address in the meantime.</summary>
    Taken,
}
