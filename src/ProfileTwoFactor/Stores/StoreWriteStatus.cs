namespace ProfileTwoFactor.Stores;

/// <summary>The result of a compare-and-swap.</summary>
/// <remarks>If the result is unknown (a lost connection, a timeout), the store throws and never returns <see cref="Written"/>.</remarks>
public enum StoreWriteStatus
{
    /// <summary>Another writer changed, created, or deleted the record. Nothing was written.</summary>
    Conflict = 0,

    /// <summary>The record is durably committed, and every later read returns it.</summary>
    Written = 1,
}
