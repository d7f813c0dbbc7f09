using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The answer for an authenticator that wasn't removed.</summary>
internal static class AuthenticatorErrors
{
    public static TwoFactorError From(AuthenticatorRemoval refusal) =>
        refusal switch
        {
            AuthenticatorRemoval.Unknown => TwoFactorErrorFactory.NotFound(),
            AuthenticatorRemoval.Last => TwoFactorErrorFactory.LastAuthenticator(),
            _ => TwoFactorErrorFactory.Conflict(
                "The authenticators were changed by another request. Check the list and start again."
            ),
        };
}
