namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The contract's code of each refusal, for callers who get no problem body.</summary>
internal static class GateCodes
{
    public static string Of(GateStatus status) =>
        status switch
        {
            GateStatus.BindingRequired => TwoFactorErrorCodes.BindingRequired,
            GateStatus.VerificationRequired => TwoFactorErrorCodes.VerificationRequired,
            GateStatus.FreshVerificationRequired => TwoFactorErrorCodes.FreshVerificationRequired,
            GateStatus.AccountTwoFactorRequired => TwoFactorErrorCodes.AccountTwoFactorRequired,
            GateStatus.AccountVerificationRequired =>
                TwoFactorErrorCodes.AccountVerificationRequired,
            GateStatus.AccountFreshVerificationRequired =>
                TwoFactorErrorCodes.FreshVerificationRequired,
            GateStatus.NotAMember => TwoFactorErrorCodes.NotAMember,
            GateStatus.NotFound => TwoFactorErrorCodes.NotFound,
            GateStatus.MachineCallerDenied => TwoFactorErrorCodes.MachineCallerDenied,
            GateStatus.SignInRequired => TwoFactorErrorCodes.SignInRequired,
            _ => TwoFactorErrorCodes.Unavailable,
        };
}
