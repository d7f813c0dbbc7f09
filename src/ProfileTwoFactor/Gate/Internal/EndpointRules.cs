using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Mistakes in the attachment of the gate that can be seen on the endpoint itself.</summary>
internal sealed class EndpointRules(IOptions<ProfileTwoFactorOptions> options, ProfileIdSource ids)
{
    private readonly ProfileTwoFactorOptions _options = options.Value;

    /// <exception cref="InvalidOperationException">An endpoint is open that should not be; the message names them all and what to add.</exception>
    public void ThrowIfBroken(IEnumerable<Endpoint> endpoints)
    {
        var mistakes = endpoints.SelectMany(FindMistakes).ToList();
        ThrowIfAny(mistakes);
    }

    public static void ThrowIfAny(IReadOnlyCollection<string> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new InvalidOperationException(
                "Two-factor authentication is not attached as it should be. The application does not start with these mistakes:"
                    + string.Concat(
                        mistakes.Distinct().Select(mistake => $"{Environment.NewLine}- {mistake}")
                    )
            );
        }
    }

    /// <summary>Whether the route names a profile and nobody said if it is gated.</summary>
    public bool IsForgotten(Endpoint endpoint) =>
        endpoint is RouteEndpoint route
        && IsMatched(route)
        && route.RoutePattern.GetParameter(_options.ProfileIdParameter) is not null
        && !GateEndpoints.NeedsDecision(route)
        && route.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>() is null;

    public IEnumerable<string> FindMistakes(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route || !IsMatched(route))
        {
            yield break;
        }

        if (
            _options.UngatedProfileEndpoints == UngatedProfileEndpoints.Refuse
            && IsForgotten(route)
        )
        {
            yield return $"{NameOf(route)} names a profile in its route and is not gated. "
                + "Add [RequireProfileTwoFactor], or [SkipProfileTwoFactor] if it is meant to be open.";
        }

        if (
            GateEndpoints.NeedsDecision(route)
            && route.Metadata.GetMetadata<IAllowAnonymous>() is not null
        )
        {
            yield return $"{NameOf(route)} has both the gate and AllowAnonymous, which switches authorization off. Remove one of them.";
        }

        foreach (var mistake in FindProfileMistakes(route).Concat(FindLinkMistakes(route)))
        {
            yield return mistake;
        }
    }

    private IEnumerable<string> FindProfileMistakes(RouteEndpoint route)
    {
        var metadata = route.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>();
        if (metadata.Count == 0)
        {
            yield break;
        }

        if (!AsksTheGate(route, metadata))
        {
            yield return $"{NameOf(route)} carries the gate's metadata without its policy, so that nothing asks the gate. Use [RequireProfileTwoFactor].";
        }

        if (metadata.Any(item => item.MaxAgeSeconds < 0))
        {
            yield return $"{NameOf(route)} has a negative MaxAgeSeconds. Use a number of seconds, or 0 for any live window.";
        }

        if (!ids.TryFindParameter(metadata, out var parameter))
        {
            yield return $"{NameOf(route)} has attributes that name different ProfileIdParameters. Name one.";
        }
        else if (route.RoutePattern.GetParameter(parameter) is null && !ids.HasResolver)
        {
            yield return $"{NameOf(route)} is gated, but its route has no parameter '{parameter}'. "
                + "Add it to the route, name another with ProfileIdParameter, or set ProfileTwoFactorOptions.ProfileIdResolver.";
        }
    }

    private static IEnumerable<string> FindLinkMistakes(RouteEndpoint route)
    {
        var links = route.Metadata.GetOrderedMetadata<ISharedLinkMetadata>();
        if (
            route.Metadata.GetMetadata<Microsoft.AspNetCore.SignalR.HubMetadata>() is { } hub
            && hub.HubType.GetMethods()
                .Any(method =>
                    method.GetCustomAttributes(inherit: true).OfType<ISharedLinkMetadata>().Any()
                )
        )
        {
            yield return $"{NameOf(route)} has a hub method with [RequireSharedLink], which can only refuse. Use [RequireProfileTwoFactor] for hubs.";
        }

        if (links is not [.., var link])
        {
            yield break;
        }

        if (
            links.Any(other =>
                !string.Equals(
                    other.TokenParameter,
                    link.TokenParameter,
                    StringComparison.OrdinalIgnoreCase
                )
            )
        )
        {
            yield return $"{NameOf(route)} has attributes that name different TokenParameters. Name one.";
        }

        if (
            route.Metadata.GetMetadata<NegotiateMetadata>() is not null
            || route.Metadata.GetMetadata<Microsoft.AspNetCore.SignalR.HubMetadata>() is not null
        )
        {
            yield return $"{NameOf(route)} puts a connection behind a shared link, which would stay open when the link ends. Use [RequireProfileTwoFactor] for hubs.";
        }

        if (route.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true })
        {
            yield return $"{NameOf(route)} requires a shared link and hands on to another endpoint, which would not. Put [RequireSharedLink] on the page model or action.";
        }

        if (SuppliedLinks.IsTakenBy(route))
        {
            yield return $"{NameOf(route)} takes its SharedLink from the request, so callers would write it themselves. Remove [FromBody], [FromForm] or [AsParameters] from that parameter.";
        }

        if (GateEndpoints.IsGated(route))
        {
            yield return $"{NameOf(route)} has both [RequireProfileTwoFactor] and [RequireSharedLink]. A members-only link asks the gate by itself; keep one.";
        }

        if (route.RoutePattern.GetParameter(link.TokenParameter) is null)
        {
            yield return $"{NameOf(route)} requires a shared link, but its route has no parameter '{link.TokenParameter}'. "
                + "Add it to the route, or name another with TokenParameter.";
        }
    }

    private static bool AsksTheGate(
        RouteEndpoint route,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata
    ) =>
        metadata.Any(item => item is IAuthorizeData)
        || route
            .Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Any(item => item.Policy == ProfileTwoFactorDefaults.PolicyName);

    public static string NameOf(RouteEndpoint endpoint) =>
        $"'{endpoint.RoutePattern.RawText}' ({endpoint.DisplayName ?? "no name"})";

    /// <remarks>A page that is not compiled yet does not carry its model's attributes; the start-up check looks at the compiled ones.</remarks>
    private static bool IsMatched(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true }
        && (
            endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null
            || endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null
        );
}
