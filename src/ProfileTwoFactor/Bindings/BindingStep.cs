using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a rule decided from a record: an answer, and the record to commit before the answer may be given (or null).</summary>
internal readonly record struct BindingStep<T>(T Answer, BindingRecord? Commit);
