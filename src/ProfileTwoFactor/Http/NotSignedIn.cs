using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Http;

/// <summary>The reason why a caller isn't signed in: no sign-in, a partial sign-in, or a store that isn't available.</summary>
internal static class NotSignedIn
{
    public static TwoFactorError Explain(HttpContext context) =>
        IsUnavailable(context) ? TwoFactorErrorFactory.Unavailable()
        : IsPartial(context)
            ? TwoFactorErrorFactory.AccountVerificationRequired(
                context.RequestServices.GetRequiredService<ActionUrls>().VerifyAccount(context)
            )
        : TwoFactorErrorFactory.SignInRequired();

    public static bool IsUnavailable(HttpContext context) =>
        Unfinished(context)?.IsUnavailable(context) == true;

    public static bool IsPartial(HttpContext context) =>
        Unfinished(context)?.IsPartial(context) == true;

    private static IPartialSignInState? Unfinished(HttpContext context) =>
        context.RequestServices.GetService<IPartialSignInState>();
}
