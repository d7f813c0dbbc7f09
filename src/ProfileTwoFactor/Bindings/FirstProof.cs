using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Whether a proof counts, and the record to commit before anything is answered (or null).</summary>
internal readonly record struct FirstProof(bool Accepted, BindingRecord? Commit)
{
    /// <summary>What became of a code of the member's app. Null of any other proof, which has a budget of its own.</summary>
    public CodeOutcome? Code { get; init; }
}
