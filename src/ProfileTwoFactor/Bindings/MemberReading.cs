using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A policy as the store has it, and what was read together with it.</summary>
/// <param name="Policy">Null: there is none.</param>
/// <param name="Epoch">The epoch whose binding was read, too; null when none was.</param>
/// <param name="Binding">The member's binding in that epoch.</param>
internal readonly record struct MemberReading(
    PolicyRecord? Policy,
    string? Epoch,
    BindingRecord? Binding
);
