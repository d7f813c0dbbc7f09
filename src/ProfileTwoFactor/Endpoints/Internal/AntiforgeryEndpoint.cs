using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Hands out the antiforgery token of the caller's identity, an anonymous one included.</summary>
internal static class AntiforgeryEndpoint
{
    internal static async Task InvokeAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;
        await EndpointCaller.AuthenticateAsync(context, options);
        if (NotSignedIn.IsUnavailable(context))
        {
            // A token for an anonymous caller would not fit the person who is signed in again in a moment.
            await TwoFactorProblem.WriteAsync(context, TwoFactorErrorFactory.Unavailable());
            return;
        }

        AntiforgeryTokenSet tokens;
        try
        {
            tokens = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        }
        catch (CryptographicException)
        {
            // The key ring can't be read: nothing is wrong with the request, and it may work again in a moment.
            await TwoFactorProblem.WriteAsync(context, TwoFactorErrorFactory.Unavailable());
            return;
        }

        var answer = new AntiforgeryResponse
        {
            HeaderName = tokens.HeaderName!,
            Token = tokens.RequestToken!,
        };
        await EndpointAnswer.WriteAsync(
            context,
            answer,
            TwoFactorJsonContext.Default.AntiforgeryResponse
        );
    }
}
