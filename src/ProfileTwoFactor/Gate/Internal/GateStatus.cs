namespace ProfileTwoFactor.Internal;

/// <summary>The one decision. Only the first three let a request through.</summary>
internal enum GateStatus
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
    Unavailable,
}
