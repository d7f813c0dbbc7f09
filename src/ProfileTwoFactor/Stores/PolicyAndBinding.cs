namespace ProfileTwoFactor.Stores;

/// <summary>What <see cref="IPolicyBindingStore"/> found.</summary>
/// <param name="Policy">The policy, or null if there is none.</param>
/// <param name="Binding">The binding, or null if there is none.</param>
public readonly record struct PolicyAndBinding(PolicyRecord? Policy, BindingRecord? Binding);
