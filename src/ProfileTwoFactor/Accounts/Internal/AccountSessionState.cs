namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What the guard found out about a session.</summary>
internal enum AccountSessionState
{
    /// <summary>No session, or one without an account.</summary>
    None = 0,

    /// <summary>The session has every proof it needs.</summary>
    Passed,

    /// <summary>The session lacks the account's second factor and is not authenticated.</summary>
    Unproven,

    /// <summary>The store can't tell whether a proof is needed. The session is not authenticated.</summary>
    Unavailable,
}
