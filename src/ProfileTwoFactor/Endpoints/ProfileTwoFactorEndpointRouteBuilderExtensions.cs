using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Endpoints.Internal;
using ProfileTwoFactor.Passkeys;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the package's JSON endpoints.</summary>
public static class ProfileTwoFactorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the JSON endpoints under <see cref="ProfileTwoFactorOptions.PathPrefix"/>: status, binding, enabling, verifying,
    /// backup codes, disabling, and the Owner's view of the members. If the app called <c>AddAccounts</c>, also the endpoints for accounts. If it called <c>AddPasskeys</c>, also those for passkeys.
    /// </summary>
    /// <remarks>
    /// The endpoints allow anonymous callers in authorization, so that the app's fallback policy can't
    /// block the calls with which people verify. Each endpoint checks sign-in, membership, and all other rules itself, and
    /// returns refusals as <c>application/problem+json</c>. State-changing calls require the antiforgery token that
    /// <c>GET {prefix}/api/antiforgery</c> returns, except for callers that a token scheme authenticated.
    /// </remarks>
    /// <param name="endpoints">The app's endpoint route builder.</param>
    /// <returns>A builder for conventions of all these endpoints.</returns>
    /// <exception cref="InvalidOperationException"><c>AddProfileTwoFactor()</c> was not called, or antiforgery has no header name.</exception>
    public static IEndpointConventionBuilder MapProfileTwoFactorApi(
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
        var withPasskeys = Has<IPasskeyCeremony>(endpoints.ServiceProvider);
        ProfileEndpoints.Map(
            api,
            options.ProfileIdParameter,
            withHistory: Has<IProfileSecurityHistory>(endpoints.ServiceProvider),
            withPasskeys
        );
        if (Has<IAccountTwoFactorManager>(endpoints.ServiceProvider))
        {
            AccountEndpoints.Map(api, withPasskeys);
        }

        return api.AllowAnonymous()
            .DisableCookieRedirect()
            .ExcludeFromDescription()
            .WithMetadata(new SkipProfileTwoFactorAttribute());
    }

    private static bool Has<T>(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(T)) == true;

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
                "MapProfileTwoFactorApi() requires the services of ProfileTwoFactor. Call builder.Services.AddProfileTwoFactor() before the application is built."
            );
        }

        if (
            string.IsNullOrEmpty(
                services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName
            )
        )
        {
            throw new InvalidOperationException(
                "MapProfileTwoFactorApi() reads the antiforgery token from a header, but AntiforgeryOptions.HeaderName is empty. Set it in AddAntiforgery(options => ...)."
            );
        }
    }
}
