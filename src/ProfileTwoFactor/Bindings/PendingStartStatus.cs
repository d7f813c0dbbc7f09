namespace ProfileTwoFactor.Bindings;

/// <summary>Whether a first binding began, or why not.</summary>
internal enum PendingStartStatus
{
    Begun,
    AlreadyBound,
    ProofRequired,
    ProofInvalid,
}
