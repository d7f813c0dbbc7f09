namespace ProfileTwoFactor.Stores;

/// <summary>The answer of a compare-and-swap.</summary>
/// <remarks>Anything that leaves the outcome unknown (a lost connection, a time-out) is an exception, never <see cref="Written"/>.</remarks>
public enum StoreWriteStatus
{
    /// <summary>Somebody else wrote in between, or the record appeared or disappeared; nothing was changed.</summary>
    Conflict = 0,

    /// <summary>The record is committed, durably, and every later read sees it.</summary>
    Written = 1,
}
