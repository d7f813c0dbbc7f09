using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Takes over the second factor that a person has elsewhere, when the password was accepted. Only where the app imports at sign-in.</summary>
internal interface ISignInImport
{
    /// <summary>What couldn't be imported is as it was before: the policy says so.</summary>
    /// <exception cref="Infrastructure.DependencyUnavailableException">It failed.</exception>
    Task ImportAsync(HttpContext context, TwoFactorAccount account);
}
