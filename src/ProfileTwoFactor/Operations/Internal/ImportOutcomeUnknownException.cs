namespace ProfileTwoFactor.Operations.Internal;

/// <summary>The answer of a commit was lost, and the store can't say whether it was made.</summary>
internal sealed class ImportOutcomeUnknownException(Exception inner)
    : Exception("The outcome of an import is unknown.", inner);
