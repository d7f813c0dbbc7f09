namespace ProfileTwoFactor.Stores;

/// <summary>The key of a member's binding record. All parts are compared ordinally.</summary>
/// <param name="Scope">The profile or account.</param>
/// <param name="Epoch">The policy's epoch. Records of other epochs are no longer valid. Empty before the policy is first written.</param>
/// <param name="MemberId">The member.</param>
/// <param name="MemberStamp">The membership stamp, or empty.</param>
public readonly record struct BindingKey(
    TwoFactorScope Scope,
    string Epoch,
    string MemberId,
    string MemberStamp
);
