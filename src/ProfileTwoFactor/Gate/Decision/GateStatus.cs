namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The one decision. Only the first three let a request through.</summary>
internal enum GateStatus : byte
{
    NotRequired = 1,
    Verified,
    PublicLink,
    BindingRequired,
    VerificationRequired,
    FreshVerificationRequired,
    NotAMember,
    NotFound,
    SignInRequired,

    /// <summary>The endpoint wants the account's second factor, and the account has none.</summary>
    AccountTwoFactorRequired,
    AccountVerificationRequired,
    AccountFreshVerificationRequired,

    /// <summary>A caller without a person, whom the rules of the profile or the endpoint don't admit.</summary>
    MachineCallerDenied,
    Unavailable,
}
