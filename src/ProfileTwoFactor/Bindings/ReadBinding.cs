using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A record that a call has read together with the policy.</summary>
/// <param name="Key">Which one was asked for.</param>
/// <param name="Record">Null: there is none.</param>
internal sealed record ReadBinding(BindingKey Key, BindingRecord? Record);
