namespace ProfileTwoFactor.Bindings;

/// <summary>What became of a submitted code. Callers learn less: wrong, replayed and malformed are one answer.</summary>
internal enum CodeStatus
{
    Accepted,
    Wrong,
    Malformed,
    Replayed,
    LockedOut,
    Disabled,
    NotBound,
    NoPending,
    SignInSpent,

    /// <summary>A passkey's counter went back. It is disabled from now on.</summary>
    CounterWentBack,

    /// <summary>Codes aren't accepted in this scope. Nothing was looked at.</summary>
    NotAllowed,

    /// <summary>The member has as many authenticators as possible.</summary>
    Full,
}
