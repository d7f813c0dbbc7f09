namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>One thing that a store author, a database or a driver gets wrong.</summary>
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

    /// <summary>A late write brings back what is gone.</summary>
    BringsBack,

    /// <summary>A collation that takes upper and lower case for equal.</summary>
    FoldsCase,

    /// <summary>A collation that pads with blanks.</summary>
    TrimsKeys,

    /// <summary>Normalizes Unicode.</summary>
    NormalizesKeys,

    /// <summary>A column that cuts what is too long for it.</summary>
    CutsKeys,

    /// <summary>Leaves the stamp out of the key.</summary>
    IgnoresStamps,

    /// <summary>Leaves the stamp out of the key of accounts, which had none once.</summary>
    IgnoresAccountStamps,

    /// <summary>Files accounts and profiles together.</summary>
    IgnoresKinds,

    /// <summary>Gives back a scope it put together itself, without the tenant.</summary>
    ForgetsTenants,

    /// <summary>Keeps milliseconds.</summary>
    RoundsTimes,

    /// <summary>Takes the local time for UTC.</summary>
    LosesOffsets,

    /// <summary>Adds to lists instead of replacing them.</summary>
    MergesLists,

    /// <summary>Keeps lists as sets, in an order of its own.</summary>
    SortsLists,

    /// <summary>Cuts long lists.</summary>
    CutsLists,

    /// <summary>Keeps the caller's list.</summary>
    SharesLists,

    /// <summary>Updates in one direction only.</summary>
    StaysOff,

    /// <summary>Forgets to delete.</summary>
    LosesDeletes,

    /// <summary>Deletes by a prefix of the epoch.</summary>
    DeletesTooMuch,

    /// <summary>Deletes the epoch of every scope.</summary>
    DeletesElsewhere,

    /// <summary>Deletes one page.</summary>
    DeletesOnePage,

    /// <summary>Hides instead of deleting, and the next write finds the hidden row.</summary>
    HidesDeleted,

    /// <summary>Lists one page.</summary>
    ListsOnePage,

    /// <summary>Pages overlap.</summary>
    ListsTwice,

    /// <summary>Lists from an index that lags behind.</summary>
    ListsWhatWas,

    /// <summary>Hands out its own arrays.</summary>
    SharesArrays,

    /// <summary>Keeps old columns that the new record leaves empty.</summary>
    MergesFields,

    /// <summary>Adds new backup codes to the old ones, so that used ones go on working.</summary>
    MergesCodes,

    /// <summary>Takes codes away from a set, but never puts another in its place.</summary>
    KeepsFirstSet,

    /// <summary>Writes an authenticator only where there is none.</summary>
    KeepsFirstSecret,

    /// <summary>Has no column for spent sign-ins.</summary>
    LosesSpentSignIns,

    /// <summary>Never lets a spent sign-in go.</summary>
    KeepsSpentSignIns,

    /// <summary>Has no column for what proves a first binding.</summary>
    LosesEnrollment,

    /// <summary>Never lets go of what proves a first binding.</summary>
    KeepsEnrollment,

    /// <summary>Has no column for the values of a profile.</summary>
    LosesValues,

    /// <summary>Never lets go of the values of a profile.</summary>
    KeepsValues,

    /// <summary>Has no column for windows.</summary>
    LosesWindows,

    /// <summary>Never lets go of a window, so that an ended one goes on.</summary>
    KeepsWindows,

    /// <summary>Lets windows count again that aren't listed.</summary>
    LosesEndedWindows,

    /// <summary>Has no room for the generation of a member's windows.</summary>
    LosesMemberGeneration,

    /// <summary>Has no column for the generation of windows.</summary>
    LosesWindowGeneration,

    /// <summary>Has columns for one authenticator.</summary>
    KeepsFirstAuthenticatorOnly,

    /// <summary>Has no column for the counters of passkeys.</summary>
    LosesPasskeys,

    /// <summary>Has no column for the names of authenticators.</summary>
    LosesNames,

    /// <summary>Takes every pending authenticator for a first one.</summary>
    LosesAdditions,

    /// <summary>A binary column that cuts.</summary>
    CutsBytes,

    /// <summary>Steps in 32 bits.</summary>
    NarrowSteps,

    /// <summary>Counts failures up and never back.</summary>
    KeepsFailures,
}
