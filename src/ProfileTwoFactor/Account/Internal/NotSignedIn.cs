using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

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
        context.Features.Get<UnprovenSession>() is { Unavailable: true };

    public static bool IsHalfWay(HttpContext context)
    {
        if (context.Features.Get<UnprovenSession>() is { } session)
        {
            return !session.Unavailable;
        }

        // Asked only about callers who present the cookie, and never of a host that has no accounts.
        if (
            !context.Request.Cookies.ContainsKey(HalfWayCookie.Name)
            || context.RequestServices.GetService<HalfWaySignIns>() is not { } signIns
        )
        {
            return false;
        }

        try
        {
            return signIns.Read(context) is not null;
        }
        catch (DependencyUnavailableException)
        {
            // Only the wording of a refusal hangs on it.
            return false;
        }
    }
}
