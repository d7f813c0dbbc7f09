using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Who calls one of the package's endpoints, and whether the call is their own doing.</summary>
internal static class EndpointCaller
{
    /// <summary>Who calls, whether it is their own doing, and whether they are signed in. Null when all of it is in order.</summary>
    /// <param name="context">The call.</param>
    /// <param name="options">The package's settings.</param>
    /// <param name="changes">It changes something, so it has to be the caller's own doing.</param>
    /// <param name="mayBePartial">A partial sign-in is allowed to make it.</param>
    internal static async Task<TwoFactorError?> RefuseAsync(
        HttpContext context,
        ProfileTwoFactorOptions options,
        bool changes,
        bool mayBePartial
    )
    {
        var isSignedIn = await AuthenticateAsync(context, options);
        if (NotSignedIn.IsUnavailable(context))
        {
            // Before the token, which is the signed-in person's: that it doesn't fit an anonymous caller is not the caller's fault.
            return TwoFactorErrorFactory.Unavailable();
        }

        if (
            changes
            && CallerScheme.NeedsAntiforgery(context, options)
            && !await IsOwnDoingAsync(context)
        )
        {
            return TwoFactorErrorFactory.Antiforgery();
        }

        return isSignedIn || (mayBePartial && NotSignedIn.IsPartial(context))
            ? null
            : NotSignedIn.Explain(context);
    }

    /// <summary>Tries the schemes of the options, for hosts whose authentication middleware has no default scheme.</summary>
    /// <returns>Whether a user is signed in.</returns>
    internal static async Task<bool> AuthenticateAsync(
        HttpContext context,
        ProfileTwoFactorOptions options
    )
    {
        if (SignedIn.Is(context.User))
        {
            return true;
        }

        foreach (var scheme in options.AuthenticationSchemes)
        {
            var result = await context.AuthenticateAsync(scheme);
            if (result.Succeeded && SignedIn.Is(result.Principal))
            {
                Accept(context, result);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the request carries the antiforgery token of its own identity.</summary>
    /// <remarks>Without the header the framework would look for a form field and read the whole body; the contract knows only the header.</remarks>
    internal static async Task<bool> IsOwnDoingAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var header = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName;
        if (header is null || context.Request.Headers[header].Count != 1)
        {
            return false;
        }

        try
        {
            return await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    // The user first: setting it makes the framework's feature forget its result.
    private static void Accept(HttpContext context, AuthenticateResult result)
    {
        context.User = result.Principal!;
        if (context.Features.Get<IAuthenticateResultFeature>() is { } existing)
        {
            existing.AuthenticateResult = result;
            return;
        }

        var feature = new CallerFeature(result);
        context.Features.Set<IHttpAuthenticationFeature>(feature);
        context.Features.Set<IAuthenticateResultFeature>(feature);
    }

    // A principal set later by other code has not been proven by this result, which is then forgotten.
    private sealed class CallerFeature(AuthenticateResult result)
        : IAuthenticateResultFeature,
            IHttpAuthenticationFeature
    {
        private AuthenticateResult? _result = result;
        private ClaimsPrincipal? _user = result.Principal;

        public AuthenticateResult? AuthenticateResult
        {
            get => _result;
            set
            {
                _result = value;
                _user = value?.Principal;
            }
        }

        public ClaimsPrincipal? User
        {
            get => _user;
            set
            {
                _user = value;
                _result = null;
            }
        }
    }
}
