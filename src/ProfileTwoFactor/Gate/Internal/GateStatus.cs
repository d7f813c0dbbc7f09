namespace ProfileTwoFactor.Internal;

/// <summary>The one decision. Only the first two let a request through.</summary>
internal enum GateStatus
{
    NotRequired = 1,
    Verified,
    BindingRequired,
    VerificationRequired,
    FreshVerificationRequired,
    NotAMember,
    NotFound,
    SignInRequired,
    Unavailable,
}
