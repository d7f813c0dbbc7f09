namespace ProfileTwoFactor.Bindings;

/// <summary>What became of a removal.</summary>
internal enum AuthenticatorRemoval
{
    Removed,

    /// <summary>There is none with this id.</summary>
    Unknown,

    /// <summary>Nothing would be left with which the member could verify.</summary>
    Last,

    /// <summary>What the caller had proven themselves with is gone.</summary>
    ProofGone,
}
