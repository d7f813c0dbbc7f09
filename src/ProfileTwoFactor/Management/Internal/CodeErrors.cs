using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The answer for a refused code. Wrong, already used, and malformed codes get the same answer.</summary>
internal static class CodeErrors
{
    /// <summary>The same for a passkey, in other words.</summary>
    public static TwoFactorError OfPasskey(CodeOutcome outcome) =>
        From(outcome) is { Code: TwoFactorErrorCodes.InvalidCode }
            ? TwoFactorErrorFactory.InvalidPasskey()
            : From(outcome);

    public static TwoFactorError From(CodeOutcome outcome) =>
        outcome.Status switch
        {
            CodeStatus.Wrong or CodeStatus.Malformed or CodeStatus.Replayed =>
                TwoFactorErrorFactory.InvalidCode(),
            CodeStatus.LockedOut => outcome.WaitReason switch
            {
                TwoFactorError.AfterChange => TwoFactorErrorFactory.NotYet(outcome.RetryAfter),
                TwoFactorError.WrongCodes => TwoFactorErrorFactory.TooManyWrongCodes(
                    outcome.RetryAfter
                ),
                _ => TwoFactorErrorFactory.LockedOut(outcome.RetryAfter),
            },
            CodeStatus.Disabled => TwoFactorErrorFactory.BindingDisabled(),
            CodeStatus.NotAllowed => TwoFactorErrorFactory.AuthenticatorNotAllowed(),
            CodeStatus.Full => TwoFactorErrorFactory.TooManyAuthenticators(),
            CodeStatus.NotBound => TwoFactorErrorFactory.NotBound(),
            CodeStatus.NoPending => TwoFactorErrorFactory.NoPendingBinding(),
            // An ended sign-in signs no user in, and the answer doesn't reveal why it ended.
            CodeStatus.SignInSpent => TwoFactorErrorFactory.SignInRequired(),
            CodeStatus.CounterWentBack => TwoFactorErrorFactory.InvalidPasskey(),
            _ => throw new InvalidOperationException(
                $"An accepted code ({outcome.Status}) isn't an error."
            ),
        };
}
