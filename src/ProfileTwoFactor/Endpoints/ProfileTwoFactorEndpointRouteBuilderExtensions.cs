using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Endpoints.Internal;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the package's JSON endpoints.</summary>
public static class ProfileTwoFactorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the JSON endpoints under <see cref="ProfileTwoFactorOptions.PathPrefix"/>: status, binding, enabling, verifying,
    /// backup codes, disabling, the Owner's view of the members, and for hosts that called <c>AddAccounts</c> the same for accounts.
    /// </summary>
    /// <remarks>
    /// The endpoints are open to anonymous callers as far as authorization is concerned, so that a host's fallback policy can't
    /// lock people out of the very calls that let them in; each one checks sign-in, membership and all the rest itself, and
    /// answers refusals as <c>application/problem+json</c>. State-changing calls need the antiforgery token that
    /// <c>GET {prefix}/api/antiforgery</c> hands out, except for callers authenticated by a token scheme.
    /// </remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>A builder for conventions on all of the endpoints.</returns>
    /// <exception cref="InvalidOperationException"><c>AddProfileTwoFactor()</c> was not called, or antiforgery has no header name.</exception>
    public static IEndpointConventionBuilder MapProfileTwoFactor(
        this IEndpointRouteBuilder endpoints
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RequireServices(endpoints.ServiceProvider);

        var options = endpoints
            .ServiceProvider.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value;
        var api = endpoints.MapGroup($"{options.PathPrefix}/api");
        api.MapGet("/antiforgery", AntiforgeryEndpoint.InvokeAsync);
        ProfileEndpoints.Map(api, options.ProfileIdParameter);
        if (HasAccounts(endpoints.ServiceProvider))
        {
            AccountEndpoints.Map(api);
        }

        return api.AllowAnonymous()
            .DisableCookieRedirect()
            .ExcludeFromDescription()
            .WithMetadata(new SkipProfileTwoFactorAttribute());
    }

    private static bool HasAccounts(IServiceProvider services) =>
        services
            .GetService<IServiceProviderIsService>()
            ?.IsService(typeof(IAccountTwoFactorManager)) == true;

    private static void RequireServices(IServiceProvider services)
    {
        var known = services.GetService<IServiceProviderIsService>();
        if (
            known is not null
            && !(
                known.IsService(typeof(IProfileTwoFactorManager))
                && known.IsService(typeof(IAntiforgery))
            )
        )
        {
            throw new InvalidOperationException(
                "MapProfileTwoFactor() requires the services of ProfileTwoFactor. Call builder.Services.AddProfileTwoFactor() before the application is built."
            );
        }

        if (
            string.IsNullOrEmpty(
                services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName
            )
        )
        {
            throw new InvalidOperationException(
                "MapProfileTwoFactor() reads the antiforgery token from a header, but AntiforgeryOptions.HeaderName is empty. Set it in AddAntiforgery(options => ...)."
            );
        }
    }
}
