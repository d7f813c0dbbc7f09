namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>One thing that a store of notifications gets wrong.</summary>
public enum NotificationFlaw
{
    /// <summary>None: the control, which must pass.</summary>
    None,

    /// <summary>Answers "written" also for what it did not write.</summary>
    SaysWrittenAlways,

    /// <summary>Ignores the versions of jobs.</summary>
    LastJobWins,

    /// <summary>Compares and then writes, in two steps.</summary>
    CheckThenWrite,

    /// <summary>A late write brings back what is done.</summary>
    BringsJobsBack,

    /// <summary>Deletes whatever version.</summary>
    DeletesAnyVersion,

    /// <summary>Answers "written" and deletes nothing.</summary>
    LosesJobDeletes,

    /// <summary>Lists what is due in no order.</summary>
    ListsInAnyOrder,

    /// <summary>Compares the texts of moments.</summary>
    ComparesTexts,

    /// <summary>Lists what was due when it first looked.</summary>
    ListsWhatWas,

    /// <summary>Leaves the limit out.</summary>
    IgnoresLimit,

    /// <summary>Knows one list only.</summary>
    IgnoresLanes,

    /// <summary>Leaves no group out.</summary>
    IgnoresGroups,

    /// <summary>Takes a page first and leaves groups out of it then.</summary>
    LeavesGroupsOutLate,

    /// <summary>A collation that takes groups for equal.</summary>
    FoldsGroups,

    /// <summary>Keeps milliseconds.</summary>
    RoundsTimes,

    /// <summary>Cuts long payloads.</summary>
    CutsPayloads,

    /// <summary>A collation that takes upper and lower case for equal.</summary>
    FoldsCase,

    /// <summary>Ignores the versions of deliveries.</summary>
    LastDeliveryWins,

    /// <summary>A late write brings back a delivery.</summary>
    BringsDeliveriesBack,

    /// <summary>Settled is settled.</summary>
    StaysSettled,

    /// <summary>Counts attempts up and never back.</summary>
    KeepsAttempts,

    /// <summary>Keeps what a recipient was told of first.</summary>
    KeepsAbout,

    /// <summary>Deletes the deliveries of every job that begins alike.</summary>
    DeletesByPrefix,

    /// <summary>Forgets to delete deliveries.</summary>
    LosesDeliveryDeletes,

    /// <summary>Deletes one page of deliveries.</summary>
    DeletesOnePage,

    /// <summary>Finds one page of the recipients asked for.</summary>
    FindsOnePage,

    /// <summary>Deletes no group.</summary>
    KeepsGroups,

    /// <summary>A collation that takes groups for equal.</summary>
    DeletesGroupsThatLookAlike,

    /// <summary>Deletes the jobs of a group that are due.</summary>
    DeletesWhatIsDueOfAGroup,

    /// <summary>Leaves the deliveries of a group.</summary>
    KeepsDeliveriesOfGroups,
}
