using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Warns at start when refused navigations would be redirected to an address that no endpoint serves.</summary>
/// <remarks>Only a warning: middleware may serve the address, or the app may have callers that never navigate.</remarks>
internal sealed class PageAddressCheck(
    IOptions<ProfileTwoFactorOptions> options,
    IOptionsMonitor<ProfileTwoFactorSchemeOptions> scheme,
    IServiceProviderIsService services,
    ILogger<PageAddressCheck> logger
)
{
    private const string AnyProfile = "profile";

    public void Warn(IReadOnlyCollection<Endpoint> endpoints)
    {
        var settings = scheme.Get(ProfileTwoFactorDefaults.AuthenticationScheme);
        if (settings.EventsType is not null || !settings.Events.IsUntouched)
        {
            // The app decides where navigations go.
            return;
        }

        var routes = endpoints
            .OfType<RouteEndpoint>()
            .Where(route =>
                route.Metadata.GetMetadata<ISuppressMatchingMetadata>()
                    is not { SuppressMatching: true }
            )
            .ToList();
        var missing = Addresses(endpoints)
            .Where(address => !routes.Exists(route => Serves(route, address)));
        var names = string.Join(", ", missing);
        if (names.Length > 0)
        {
            GateLog.PagesNotMapped(logger, names);
        }
    }

    private IEnumerable<string> Addresses(IReadOnlyCollection<Endpoint> endpoints)
    {
        var prefix = options.Value.PathPrefix;
        if (endpoints.Any(GateEndpoints.NeedsDecision))
        {
            yield return $"{prefix}/profiles/{AnyProfile}/bind";
            yield return $"{prefix}/profiles/{AnyProfile}/verify";
        }

        // A partial sign-in is redirected from any endpoint that requires a signed-in user.
        if (services.IsService(typeof(AccountGate)))
        {
            yield return $"{prefix}/account/verify";
        }
    }

    private static bool Serves(RouteEndpoint route, string address)
    {
        var pattern = route.RoutePattern;
        var values = new RouteValueDictionary();
        return new TemplateMatcher(
                new RouteTemplate(pattern),
                new RouteValueDictionary(pattern.Defaults)
            ).TryMatch(address, values)
            // A conventional route matches more than the action that it stands for.
            && pattern.RequiredValues.All(required =>
                required.Value is null or ""
                || pattern.GetParameter(required.Key) is null
                || string.Equals(
                    values[required.Key]?.ToString(),
                    required.Value.ToString(),
                    StringComparison.OrdinalIgnoreCase
                )
            );
    }
}
