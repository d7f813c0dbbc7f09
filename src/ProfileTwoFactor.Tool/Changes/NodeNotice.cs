namespace ProfileTwoFactor.Tool.Changes;

/// <summary>How nodes learn of a change.</summary>
internal enum NodeNotice
{
    /// <summary>They read the store again once what they keep has expired.</summary>
    WithinDecisionLifetime,

    /// <summary>By the backplane, now.</summary>
    Published,

    /// <summary>The backplane took the message, and counts no listener: no node runs, or the app or its server is another one.</summary>
    NoNodeListens,

    /// <summary>The backplane failed. Nodes read the store again once what they keep has expired.</summary>
    PublishFailed,
}
