namespace ProfileTwoFactor.Stores;

/// <summary>Where a member's binding record is filed. All parts are compared ordinally.</summary>
/// <param name="Scope">The profile or account.</param>
/// <param name="Epoch">The policy's epoch; records of an epoch that no policy names are dead. Empty before the policy was first written.</param>
/// <param name="MemberId">The member.</param>
/// <param name="MemberStamp">The membership stamp, or empty.</param>
public readonly record struct BindingKey(
    TwoFactorScope Scope,
    string Epoch,
    string MemberId,
    string MemberStamp
);
