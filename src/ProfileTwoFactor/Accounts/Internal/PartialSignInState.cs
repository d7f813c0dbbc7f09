using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Reads what the guard of sessions left on the request, and the cookie between password and code.</summary>
internal sealed class PartialSignInState(PartialSignInManager signIns) : IPartialSignInState
{
    public bool IsUnavailable(HttpContext context) =>
        context.Features.Get<UnprovenSession>() is { Unavailable: true };

    public bool IsPartial(HttpContext context)
    {
        if (context.Features.Get<UnprovenSession>() is { } session)
        {
            return !session.Unavailable;
        }

        // The key ring is asked only about callers who present the cookie.
        if (!context.Request.Cookies.ContainsKey(PartialSignInCookie.Name))
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
