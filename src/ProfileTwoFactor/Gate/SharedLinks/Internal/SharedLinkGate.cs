using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.SharedLinks.Internal;

/// <summary>The decision about a shared link: the link admits anyone, or only callers who pass the profile's gate.</summary>
internal sealed class SharedLinkGate(
    SharedLinkResolver links,
    ProfileGate gate,
    GateParameters gates,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<SharedLinkGate> logger
)
{
    private static readonly object FoundKey = new();

    private readonly string _profileIdParameter = options.Value.ProfileIdParameter;

    public async Task<GateDecision> DecideAsync(
        HttpContext context,
        ClaimsPrincipal user,
        ISharedLinkMetadata metadata
    )
    {
        var endpoint = context.GetEndpoint();
        SharedLink? link;
        try
        {
            link = await FindAsync(context, RouteValue(context, metadata.TokenParameter));
        }
        catch (DependencyUnavailableException exception)
        {
            GateLog.GateUnavailable(logger, exception.Dependency, exception);
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        return await DecideAsync(
            context,
            context.RequestServices,
            user,
            link,
            metadata,
            GateEndpoints.IsPassive(endpoint),
            connection: null
        );
    }

    /// <summary>Whether an answer that the link admitted may continue.</summary>
    public async ValueTask<GateDecision> AskAgainAsync(
        ConnectionSnapshot connection,
        Endpoint endpoint,
        ClaimsPrincipal user,
        SharedLink? admittedBy,
        IServiceProvider services
    )
    {
        var context = connection.Context;
        if (endpoint.Metadata.GetMetadata<ISharedLinkMetadata>() is not { } metadata)
        {
            return new GateDecision(GateStatus.NotFound, endpoint);
        }

        SharedLink? link;
        try
        {
            link = await links.FindAsync(
                services,
                RouteValue(context, metadata.TokenParameter),
                CancellationToken.None
            );
        }
        catch (DependencyUnavailableException exception)
        {
            GateLog.GateUnavailable(logger, exception.Dependency, exception);
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        // A token that came to stand for another profile's link is not the one the answer was admitted with.
        if (link?.ProfileId != admittedBy?.ProfileId)
        {
            return new GateDecision(GateStatus.NotFound, endpoint);
        }

        return
            link?.Access != SharedLinkAccess.Public && connection.HasSignInEnded(time.GetUtcNow())
            ? new GateDecision(GateStatus.SignInRequired, endpoint)
            : await DecideAsync(context, services, user, link, metadata, passive: true, connection);
    }

    private async Task<GateDecision> DecideAsync(
        HttpContext context,
        IServiceProvider services,
        ClaimsPrincipal user,
        SharedLink? link,
        ISharedLinkMetadata metadata,
        bool passive,
        ConnectionSnapshot? connection
    )
    {
        var endpoint = context.GetEndpoint();
        if (NamesAnUncomparedProfile(context, metadata))
        {
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        if (
            link is null
            || !LeadsWhereTheRouteSays(context, link, _profileIdParameter)
            || !LeadsWhereTheRouteSays(context, link, metadata.ProfileIdParameter)
        )
        {
            return new GateDecision(GateStatus.NotFound, endpoint);
        }

        if (link.Access == SharedLinkAccess.Public)
        {
            return new GateDecision(GateStatus.PublicLink, endpoint) { Link = link };
        }

        var decision = await gate.DecideAsync(
            new GateRequest
            {
                Context = context,
                Asker = connection is null ? GateAsker.Request : GateAsker.Background,
                Connection = connection,
                Services = services,
                User = user,
                Endpoint = endpoint,
                ProfileId = link.ProfileId,
                Passive = passive,
                // A link is passed from person to person. A key has endpoints of its own.
                PeopleOnly = true,
            }
        );
        return decision.Admits ? decision.With(link) : decision;
    }

    /// <summary>Once a request: a second policy, such as a global filter of MVC, decides about the same link and not about a newer one.</summary>
    private async Task<SharedLink?> FindAsync(HttpContext context, string? token)
    {
        if (
            context.Items.TryGetValue(FoundKey, out var item)
            && item is Found found
            && string.Equals(found.Token, token, StringComparison.Ordinal)
        )
        {
            return found.Link;
        }

        var link = await links.FindAsync(context.RequestServices, token, context.RequestAborted);
        context.Items[FoundKey] = new Found(token, link);
        return link;
    }

    /// <summary>A route that names a profile as well must name the link's: otherwise a public link of one profile would open another's data to an endpoint that reads the id off the route.</summary>
    private static bool LeadsWhereTheRouteSays(
        HttpContext context,
        SharedLink link,
        string? parameter
    ) =>
        parameter is null
        || !context.Request.RouteValues.ContainsKey(parameter)
        || string.Equals(RouteValue(context, parameter), link.ProfileId, StringComparison.Ordinal);

    /// <summary>The start refuses such a route. Here it is one that became so when endpoints came later, and the table of routes may have been rebuilt before they were known.</summary>
    private bool NamesAnUncomparedProfile(HttpContext context, ISharedLinkMetadata metadata)
    {
        foreach (var name in gates.Current)
        {
            if (
                context.Request.RouteValues.ContainsKey(name)
                && !string.Equals(
                    name,
                    metadata.ProfileIdParameter,
                    StringComparison.OrdinalIgnoreCase
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static string? RouteValue(HttpContext context, string name) =>
        context.Request.RouteValues.TryGetValue(name, out var value) ? value as string : null;

    private sealed class Found(string? token, SharedLink? link)
    {
        public string? Token { get; } = token;

        public SharedLink? Link { get; } = link;
    }
}
