namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>The codes that calls have in common.</summary>
internal static class CallCodes
{
    /// <summary>Each call of a signed-in person.</summary>
    public static readonly string[] Every =
    [
        TwoFactorErrorCodes.SignInRequired,
        TwoFactorErrorCodes.AccountVerificationRequired,
        TwoFactorErrorCodes.MachineCallerDenied,
        TwoFactorErrorCodes.Unavailable,
    ];

    /// <summary>Each call about a profile.</summary>
    public static readonly string[] OfProfile =
    [
        TwoFactorErrorCodes.InvalidRequest,
        TwoFactorErrorCodes.NotAMember,
        TwoFactorErrorCodes.NotFound,
    ];

    /// <summary>Each call that changes something.</summary>
    public static readonly string[] OfChange =
    [
        TwoFactorErrorCodes.Antiforgery,
        TwoFactorErrorCodes.InvalidRequest,
    ];

    public static readonly string[] Owner = [TwoFactorErrorCodes.NotOwner];

    /// <summary>Calls that show the Owner all members. They need a live verification once it is enforced.</summary>
    public static readonly string[] Sight =
    [
        TwoFactorErrorCodes.NotOwner,
        TwoFactorErrorCodes.VerificationRequired,
        TwoFactorErrorCodes.NotBound,
    ];

    /// <summary>Calls that need a live verification.</summary>
    public static readonly string[] Verified =
    [
        TwoFactorErrorCodes.VerificationRequired,
        TwoFactorErrorCodes.NotEnabled,
        TwoFactorErrorCodes.NotBound,
    ];

    /// <summary>Calls that need a recent one.</summary>
    public static readonly string[] Fresh =
    [
        .. Verified,
        TwoFactorErrorCodes.FreshVerificationRequired,
    ];

    /// <summary>Calls that count attempts.</summary>
    public static readonly string[] Counted =
    [
        TwoFactorErrorCodes.LockedOut,
        TwoFactorErrorCodes.BindingDisabled,
    ];

    /// <summary>Calls that check a code.</summary>
    public static readonly string[] Code = [TwoFactorErrorCodes.InvalidCode, .. Counted];

    /// <summary>Calls that begin a first binding.</summary>
    public static readonly string[] Proof =
    [
        TwoFactorErrorCodes.EnrollmentProofRequired,
        TwoFactorErrorCodes.InvalidProof,
        .. Counted,
    ];

    /// <summary>The app's endpoints that require a profile's second factor.</summary>
    public static readonly string[] OfGate =
    [
        TwoFactorErrorCodes.SignInRequired,
        TwoFactorErrorCodes.BindingRequired,
        TwoFactorErrorCodes.VerificationRequired,
        TwoFactorErrorCodes.NotAMember,
        TwoFactorErrorCodes.MachineCallerDenied,
        TwoFactorErrorCodes.NotFound,
        TwoFactorErrorCodes.Unavailable,
    ];

    /// <summary>The app's endpoints that require the account's.</summary>
    public static readonly string[] OfAccountGate =
    [
        TwoFactorErrorCodes.SignInRequired,
        TwoFactorErrorCodes.AccountTwoFactorRequired,
        TwoFactorErrorCodes.AccountVerificationRequired,
        TwoFactorErrorCodes.Unavailable,
    ];
}
