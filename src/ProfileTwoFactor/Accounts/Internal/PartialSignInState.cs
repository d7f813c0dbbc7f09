using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Reads what the guard of sessions left on the request, and the cookie between password and code.</summary>
internal sealed class PartialSignInState(PartialSignInManager signIns) : IPartialSignInState
{
    public bool IsUnavailable(HttpContext context) =>
        AccountSession.FindingOf(context) is SessionFinding.Unavailable;

    public bool IsPartial(HttpContext context)
    {
        switch (AccountSession.FindingOf(context))
        {
            case SessionFinding.Unproven:
                return true;
            case SessionFinding.Unavailable:
                return false;
        }

        // The key ring is asked only about callers who present the cookie.
        if (!signIns.IsPresented(context))
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
