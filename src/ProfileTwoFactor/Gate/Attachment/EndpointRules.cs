using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Gate.SharedLinks.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Mistakes in the attachment of the gate that can be seen on the endpoint itself.</summary>
internal sealed class EndpointRules(
    IOptions<ProfileTwoFactorOptions> options,
    ProfileIdSource ids,
    GateParameters gates
)
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
                "Two-factor authentication is misconfigured. Fix the following errors:"
                    + string.Concat(
                        mistakes.Distinct().Select(mistake => $"{Environment.NewLine}- {mistake}")
                    )
            );
        }
    }

    /// <summary>Whether the route has a profile parameter, but is neither gated nor skipped.</summary>
    public bool IsForgotten(Endpoint endpoint) =>
        endpoint is RouteEndpoint route
        && IsMatched(route)
        && route.RoutePattern.GetParameter(_options.ProfileIdParameter) is not null
        && !FrameworkFallback.Is(route)
        && (!GateEndpoints.NeedsDecision(route) || FindOtherParameter(route) is not null)
        && route.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>() is null;

    /// <summary>Whether the framework added the endpoint to what the host mapped beside a profile's endpoints. The app can't put an attribute on it, so the gate is put before it.</summary>
    public bool IsCovered(Endpoint endpoint) =>
        endpoint is RouteEndpoint route
        && FrameworkFallback.Is(route)
        && route.RoutePattern.GetParameter(_options.ProfileIdParameter) is not null
        && !GateEndpoints.NeedsDecision(route)
        && route.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>() is null
        && route.Metadata.GetMetadata<IAllowAnonymous>() is null;

    public bool IsBroken(Endpoint endpoint) => FindMistakes(endpoint).Any();

    public IEnumerable<string> FindMistakes(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route || !IsMatched(route))
        {
            yield break;
        }

        if (
            _options.UngatedProfileEndpoints == UngatedEndpointBehavior.Refuse
            && IsForgotten(route)
        )
        {
            yield return FindOtherParameter(route) is { } other
                ? $"{NameOf(route)} is gated by its parameter '{other}', but the profile in '{_options.ProfileIdParameter}' isn't checked. "
                    + $"Gate by '{_options.ProfileIdParameter}' (a route has one gate), rename that parameter, or add [SkipProfileTwoFactor] if it doesn't identify a profile here."
                : $"{NameOf(route)} has a profile id in its route, but isn't gated. "
                    + "Add [RequireProfileTwoFactor], or add [SkipProfileTwoFactor] if the endpoint is intentionally open.";
        }

        if (
            GateEndpoints.NeedsGuard(route)
            && route.Metadata.GetMetadata<IAllowAnonymous>() is not null
        )
        {
            yield return $"{NameOf(route)} has both the gate and AllowAnonymous, which disables authorization. Remove one of them.";
        }

        foreach (
            var mistake in FindProfileMistakes(route)
                .Concat(FindHubMistakes(route))
                .Concat(FindAccountMistakes(route))
                .Concat(FindLinkMistakes(route))
                .Concat(FindUncomparedProfiles(route))
        )
        {
            yield return mistake;
        }
    }

    public static string NameOf(RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.RawText ?? "";
        // One name for all assets of a call: there are hundreds, and they are one mistake.
        return
            endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { Route: var asset }
            && route.EndsWith(asset, StringComparison.Ordinal)
            ? $"'{route[..^asset.Length]}…' (MapStaticAssets)"
            : $"'{route}' ({endpoint.DisplayName ?? "no name"})";
    }

    /// <summary>The parameter of a gate that leaves the default one unasked; null when it asks for that, or when there is no telling.</summary>
    private string? FindOtherParameter(Endpoint endpoint) =>
        GateEndpoints.DemandsOf(endpoint) is { Count: > 0 } metadata
        && ids.TryFindParameter(metadata, out var parameter)
        && !ids.IsDefault(parameter)
            ? parameter
            : null;

    /// <summary>A link whose route names a profile by a parameter that gates elsewhere ask about, and that nothing compares with the link's profile.</summary>
    private IEnumerable<string> FindUncomparedProfiles(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<ISharedLinkMetadata>() is not { } link)
        {
            yield break;
        }

        foreach (var name in gates.Current)
        {
            if (
                route.RoutePattern.GetParameter(name) is not null
                && !string.Equals(name, link.ProfileIdParameter, StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return $"{NameOf(route)} requires a shared link. Its parameter '{name}' identifies a profile on other endpoints, but isn't compared with the link's profile. "
                    + $"Set ProfileIdParameter = \"{name}\" on [RequireSharedLink], or rename the parameter here.";
            }
        }
    }

    private IEnumerable<string> FindProfileMistakes(RouteEndpoint route)
    {
        var metadata = GateEndpoints.DemandsOf(route);
        if (metadata.Count == 0)
        {
            yield break;
        }

        if (!AsksFor(route, ProfileTwoFactorDefaults.PolicyName, metadata))
        {
            yield return $"{NameOf(route)} has the gate's metadata without its policy, so the gate isn't evaluated. Use [RequireProfileTwoFactor].";
        }

        if (metadata.Any(item => item.MaxAgeSeconds < 0))
        {
            yield return $"{NameOf(route)} has a negative MaxAgeSeconds. Use a number of seconds, or 0 for any valid window.";
        }

        foreach (var mistake in FindParameterMistakes(route, metadata, NameOf(route)))
        {
            yield return mistake;
        }
    }

    private IEnumerable<string> FindParameterMistakes(
        RouteEndpoint route,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        string name
    )
    {
        if (!ids.TryFindParameter(metadata, out var parameter))
        {
            var names = metadata
                .Select(ids.NameOf)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(other =>
                    metadata.Any(item => item.ProfileIdParameter is null) && ids.IsDefault(other)
                        ? $"'{other}' (the default without ProfileIdParameter)"
                        : $"'{other}'"
                );
            yield return $"{name} has attributes with different values of ProfileIdParameter: {string.Join(" and ", names)}. A request is about one profile. Use the same value in all of them.";
        }
        else if (route.RoutePattern.GetParameter(parameter) is null && !ids.HasResolver)
        {
            yield return $"{name} is gated, but its route has no parameter '{parameter}'. "
                + "Add it to the route, set ProfileIdParameter to another parameter, or set ProfileTwoFactorOptions.ProfileIdResolver.";
        }
    }

    /// <summary>What is said on a hub's methods is no metadata of its endpoint.</summary>
    private IEnumerable<string> FindHubMistakes(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<HubMetadata>() is not { HubType: var hub })
        {
            yield break;
        }

        var ofConnection = route.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>();
        foreach (var method in HubRule.MethodsOf(hub))
        {
            var ofMethod = HubRule.Of(method).Metadata;
            if (ofMethod.Count == 0)
            {
                continue;
            }

            foreach (
                var mistake in FindParameterMistakes(
                    route,
                    [.. ofConnection, .. ofMethod],
                    $"Hub method {hub.Name}.{method.Name} at {NameOf(route)}"
                )
            )
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<string> FindLinkMistakes(RouteEndpoint route)
    {
        var links = route.Metadata.GetOrderedMetadata<ISharedLinkMetadata>();
        if (
            route.Metadata.GetMetadata<HubMetadata>() is { } hub
            && HubRule
                .MethodsOf(hub.HubType)
                .Any(method =>
                    method.GetCustomAttributes(inherit: true).OfType<ISharedLinkMetadata>().Any()
                )
        )
        {
            yield return $"{NameOf(route)} has a hub method with [RequireSharedLink], which refuses all calls. Use [RequireProfileTwoFactor] for hubs.";
        }

        if (links is not [.., var link])
        {
            if (GateEndpoints.NamesPolicy(route, ProfileTwoFactorDefaults.SharedLinkPolicyName))
            {
                yield return $"{NameOf(route)} uses the policy '{ProfileTwoFactorDefaults.SharedLinkPolicyName}' directly, which refuses all requests. Use [RequireSharedLink].";
            }

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
            yield return $"{NameOf(route)} has attributes with different values of TokenParameter. Use the same value in all of them.";
        }

        if (
            links.Any(other =>
                !string.Equals(
                    other.ProfileIdParameter,
                    link.ProfileIdParameter,
                    StringComparison.OrdinalIgnoreCase
                )
            )
        )
        {
            yield return $"{NameOf(route)} has shared-link attributes with different values of ProfileIdParameter. Use the same value in all of them.";
        }

        if (
            link.ProfileIdParameter is { } profile
            && route.RoutePattern.GetParameter(profile) is null
        )
        {
            yield return $"{NameOf(route)} requires a shared link to the profile of its parameter '{profile}', but its route has no such parameter. "
                + "Add it to the route, or remove ProfileIdParameter.";
        }

        if (
            route.Metadata.GetMetadata<NegotiateMetadata>() is not null
            || route.Metadata.GetMetadata<HubMetadata>() is not null
        )
        {
            yield return $"{NameOf(route)} requires a shared link for a connection, which would stay open after the link ends. Use [RequireProfileTwoFactor] for hubs.";
        }

        if (route.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true })
        {
            yield return $"{NameOf(route)} requires a shared link, but forwards to another endpoint that doesn't require it. Put [RequireSharedLink] on the page model or action.";
        }

        if (SuppliedLinks.IsTakenBy(route))
        {
            yield return $"{NameOf(route)} binds its SharedLink from the request, so callers could supply it themselves. Remove [FromBody], [FromForm], or [AsParameters] from that parameter.";
        }

        if (GateEndpoints.IsGated(route))
        {
            yield return $"{NameOf(route)} has both [RequireProfileTwoFactor] and [RequireSharedLink]. A members-only link already requires the gate. Remove one of them.";
        }

        if (route.RoutePattern.GetParameter(link.TokenParameter) is null)
        {
            yield return $"{NameOf(route)} requires a shared link, but its route has no parameter '{link.TokenParameter}'. "
                + "Add it to the route, or set TokenParameter to another parameter.";
        }
    }

    private static IEnumerable<string> FindAccountMistakes(RouteEndpoint route)
    {
        var metadata = route.Metadata.GetOrderedMetadata<IAccountTwoFactorMetadata>();
        if (metadata.Count == 0)
        {
            yield break;
        }

        if (!AsksFor(route, ProfileTwoFactorDefaults.AccountPolicyName, metadata))
        {
            yield return $"{NameOf(route)} has the account's metadata without its policy, so the proof isn't required. Use [RequireAccountTwoFactor].";
        }

        if (metadata.Any(item => item.MaxAgeSeconds < 0))
        {
            yield return $"{NameOf(route)} has a negative MaxAgeSeconds. Use a number of seconds, or 0 for any proof of the session.";
        }
    }

    private static bool AsksFor(RouteEndpoint route, string policy, IEnumerable<object> metadata) =>
        metadata.Any(item => item is IAuthorizeData) || GateEndpoints.NamesPolicy(route, policy);

    /// <remarks>A page that is not compiled yet does not carry its model's attributes; the start-up check looks at the compiled ones.</remarks>
    private static bool IsMatched(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true }
        && (
            endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null
            || endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null
        );
}
