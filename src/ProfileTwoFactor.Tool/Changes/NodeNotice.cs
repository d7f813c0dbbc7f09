namespace ProfileTwoFactor.Tool.Changes;

/// <summary>How nodes learn of a change.</summary>
internal enum NodeNotice
{
    /// <summary>They read the store again once what they keep has expired.</summary>
    WithinDecisionLifetime,

    /// <summary>By the backplane, now.</summary>
    Published,

    /// <summary>The change is committed, and the backplane failed after it.</summary>
    PublishFailed,
}
