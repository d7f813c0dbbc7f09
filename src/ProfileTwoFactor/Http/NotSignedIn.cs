using ProfileTwoFactor.Outcomes.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Http;

/// <summary>Tells a caller whom nobody is signed in for why that is: no sign-in, half a sign-in, or a store that can't say.</summary>
internal static class NotSignedIn
{
    public static TwoFactorError Explain(HttpContext context) =>
        IsUnavailable(context) ? TwoFactorErrors.Unavailable()
        : IsHalfWay(context)
            ? TwoFactorErrors.AccountVerificationRequired(
                context.RequestServices.GetRequiredService<ActionUrls>().VerifyAccount(context)
            )
        : TwoFactorErrors.SignInRequired();

    public static bool IsUnavailable(HttpContext context) =>
        Unfinished(context)?.IsUnavailable(context) == true;

    public static bool IsHalfWay(HttpContext context) =>
        Unfinished(context)?.IsHalfWay(context) == true;

    private static IUnfinishedSignIn? Unfinished(HttpContext context) =>
        context.RequestServices.GetService<IUnfinishedSignIn>();
}
