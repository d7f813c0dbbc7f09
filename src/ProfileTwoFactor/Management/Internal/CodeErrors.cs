using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What callers are told of a refused code. Wrong, used already and malformed are one answer.</summary>
internal static class CodeErrors
{
    public static TwoFactorError From(CodeOutcome outcome) =>
        outcome.Status switch
        {
            CodeStatus.Wrong or CodeStatus.Malformed or CodeStatus.Replayed =>
                TwoFactorErrors.InvalidCode(),
            CodeStatus.LockedOut => TwoFactorErrors.LockedOut(outcome.RetryAfter),
            CodeStatus.Disabled => TwoFactorErrors.BindingDisabled(),
            CodeStatus.NotBound => TwoFactorErrors.NotBound(),
            CodeStatus.NoPending => TwoFactorErrors.NoPendingBinding(),
            // Nobody is signed in by a sign-in that is over, and nobody learns why it is.
            CodeStatus.SignInSpent => TwoFactorErrors.SignInRequired(),
            _ => throw new InvalidOperationException(
                $"An accepted code ({outcome.Status}) is no error."
            ),
        };
}
