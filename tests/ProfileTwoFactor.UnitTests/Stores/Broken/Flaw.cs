namespace ProfileTwoFactor.UnitTests.Stores.Broken;

public enum Flaw
{
    /// <summary>None: the control, which must pass.</summary>
    None,

    /// <summary>Answers "written" also for what it did not write.</summary>
    SaysWrittenAlways,

    /// <summary>Reads from a replica that lags behind.</summary>
    StaleReads,

    /// <summary>Ignores versions.</summary>
    LastWriteWins,

    /// <summary>Compares and then writes, in two steps.</summary>
    CheckThenWrite,

    /// <summary>A collation that takes upper and lower case for equal.</summary>
    FoldsCase,

    /// <summary>Forgets to delete.</summary>
    LosesDeletes,

    /// <summary>Deletes by a prefix of the epoch.</summary>
    DeletesTooMuch,

    /// <summary>Hands out its own arrays.</summary>
    SharesArrays,

    /// <summary>Keeps old columns that the new record leaves empty.</summary>
    MergesFields,
}
