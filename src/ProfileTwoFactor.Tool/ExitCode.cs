namespace ProfileTwoFactor.Tool;

/// <summary>How the tool ends. Scripts rely on the numbers: none is changed or used for something else.</summary>
internal enum ExitCode
{
    Ok = 0,

    /// <summary>It worked, and found something that must be repaired; or part of the work is left.</summary>
    Problems = 1,

    /// <summary>The command line or the settings make no sense.</summary>
    Usage = 2,

    /// <summary>The database, or another server that the command needs, doesn't answer or is locked.</summary>
    Unreachable = 3,

    /// <summary>The database has no tables of ProfileTwoFactor, or those of another version, or rows that can't be read.</summary>
    WrongVersion = 4,

    /// <summary>There is no such profile, account or member.</summary>
    NotFound = 5,

    /// <summary>There is nothing to do, or the state of the database doesn't allow it. Nothing was changed.</summary>
    Refused = 6,

    /// <summary>The change wasn't confirmed. Nothing was changed.</summary>
    NotConfirmed = 7,

    /// <summary>The key ring is missing, or can't read or write secrets.</summary>
    KeyRing = 8,

    /// <summary>A fault of the tool itself.</summary>
    Unexpected = 70,

    /// <summary>Interrupted by a signal.</summary>
    Interrupted = 130,
}
