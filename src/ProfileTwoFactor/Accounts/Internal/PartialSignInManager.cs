using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Sign-ins between password and code: finds the one of this browser, and cancels it.</summary>
internal sealed class PartialSignInManager(
    PartialSignInCookie cookie,
    BindingManager bindings,
    Deadline deadline,
    Tenants tenants,
    ILogger<PartialSignInManager> logger
)
{
    /// <exception cref="DependencyUnavailableException">The key ring can't be read.</exception>
    public PartialSignIn? Read(HttpContext context)
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

    /// <exception cref="DependencyUnavailableException">The key ring can't be read.</exception>
    /// <exception cref="InvalidOperationException">The host's properties are too large for a cookie.</exception>
    public string Create(
        TwoFactorAccount account,
        string epoch,
        AuthenticationProperties? properties
    )
    {
        try
        {
            return cookie.Create(account, epoch, properties);
        }
        catch (Exception exception) when (exception is not InvalidOperationException)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    public bool IsPresented(HttpContext context) => cookie.IsPresented(context);

    /// <summary>Takes the cookie away from the browser; the sign-in itself is over already.</summary>
    public void Forget(HttpContext context) => cookie.Forget(context);

    public void HandOut(HttpContext context, string value) => cookie.HandOut(context, value);

    public async Task<bool> IsSpentAsync(HttpContext context, PartialSignIn signIn) =>
        await bindings.FindAsync(KeyOf(context, signIn)) is { } record
        && TicketOf(signIn).IsSpentIn(record);

    public SignInTicket TicketOf(PartialSignIn signIn) => new(signIn.Id, cookie.EndOf(signIn));

    /// <summary>Spends the sign-in on the server as well: a copy of the cookie is worth nothing then.</summary>
    public async Task GiveUpAsync(HttpContext context)
    {
        try
        {
            if (Read(context) is { } signIn)
            {
                await bindings.SpendSignInAsync(KeyOf(context, signIn), TicketOf(signIn));
            }
        }
        catch (DependencyUnavailableException exception)
        {
            // People must be able to sign out while the store is down. The browser loses the cookie, which expires within minutes.
            AccountLog.SignInNotGivenUp(logger, exception.Dependency, exception);
        }

        cookie.Forget(context);
    }

    private BindingKey KeyOf(HttpContext context, PartialSignIn signIn) =>
        new(
            TwoFactorScope
                .Account(signIn.UserId, signIn.AccountStamp)
                .InTenant(tenants.Of(context)),
            signIn.Epoch,
            signIn.UserId,
            ""
        );
}
