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
                TwoFactorErrorFactory.InvalidCode(),
            CodeStatus.LockedOut => TwoFactorErrorFactory.LockedOut(outcome.RetryAfter),
            CodeStatus.Disabled => TwoFactorErrorFactory.BindingDisabled(),
            CodeStatus.NotBound => TwoFactorErrorFactory.NotBound(),
            CodeStatus.NoPending => TwoFactorErrorFactory.NoPendingBinding(),
            // Nobody is signed in by a sign-in that is over, and nobody learns why it is.
            CodeStatus.SignInSpent => TwoFactorErrorFactory.SignInRequired(),
            _ => throw new InvalidOperationException(
                $"An accepted code ({outcome.Status}) isn't an error."
            ),
        };
}
