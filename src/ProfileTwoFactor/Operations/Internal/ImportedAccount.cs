using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>What is to be committed for one account.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Found">What the earlier system had.</param>
/// <param name="Policy">The policy that was read; null for none.</param>
/// <param name="Binding">The binding under a new epoch.</param>
/// <param name="OperatorId">Who imports it.</param>
internal sealed record ImportedAccount(
    string UserId,
    ImportedSecondFactor Found,
    PolicyRecord? Policy,
    BindingRecord Binding,
    string OperatorId
);
