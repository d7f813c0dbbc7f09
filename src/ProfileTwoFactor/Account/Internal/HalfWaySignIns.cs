using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Sign-ins between password and code: finds the one of this browser, and gives it up.</summary>
internal sealed class HalfWaySignIns(
    HalfWayCookie cookie,
    BindingManager bindings,
    Deadline deadline,
    ILogger<HalfWaySignIns> logger
)
{
    /// <exception cref="DependencyUnavailableException">The key ring can't be read.</exception>
    public HalfWaySignIn? Read(HttpContext context)
    {
        try
        {
            return cookie.Read(context);
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    public static BindingKey KeyOf(HalfWaySignIn signIn) =>
        new(TwoFactorScope.Account(signIn.UserId), signIn.Epoch, signIn.UserId, "");

    public SignInTicket TicketOf(HalfWaySignIn signIn) => new(signIn.Id, cookie.EndOf(signIn));

    /// <summary>Spends the sign-in on the server as well: a copy of the cookie is worth nothing then.</summary>
    public async Task GiveUpAsync(HttpContext context)
    {
        try
        {
            if (Read(context) is { } signIn)
            {
                await bindings.SpendSignInAsync(KeyOf(signIn), TicketOf(signIn));
            }
        }
        catch (DependencyUnavailableException exception)
        {
            // People must be able to sign out while the store is down. The browser loses the cookie, which dies within minutes.
            Log.SignInNotGivenUp(logger, exception.Dependency, exception);
        }

        HalfWayCookie.Forget(context);
    }
}
