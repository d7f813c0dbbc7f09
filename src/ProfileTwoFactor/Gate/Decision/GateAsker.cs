namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Who asks the gate. Only what a request found may admit another request.</summary>
/// <remarks>
/// Outside a request the host's context may read another tenant's database, or a default one in which nothing is enabled. So what a
/// connection found counts for that connection alone, and what background work found for background work: it may close, never open.
/// </remarks>
internal enum GateAsker
{
    /// <summary>A request that is being served.</summary>
    Request = 1,

    /// <summary>A call over a connection that stays open.</summary>
    Connection = 2,

    /// <summary>Work of the package's own.</summary>
    Background = 3,
}
