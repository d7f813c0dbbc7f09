using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What the gate needs to know of the request that opened a connection, kept for as long as the connection lives.</summary>
/// <remarks>
/// The request itself can't be kept: after a disconnect the server uses the same object for another caller's request, and a check
/// that runs at that moment would read their cookies. With long polling the framework keeps a copy without route values and
/// without the ticket. The copy here holds what a host may find its tenant by (host, path, route, user, items and headers), no cookies
/// but those of windows and no authorization header, and nothing writes to it.
/// </remarks>
internal sealed class ConnectionSnapshot
{
    private static readonly object Key = new();

    private ConnectionSnapshot(
        HttpContext context,
        string tenant,
        DateTimeOffset? signInExpiresAt,
        string? profileId
    )
    {
        Context = context;
        Tenant = tenant;
        SignInExpiresAt = signInExpiresAt;
        AdmittedTo = profileId;
    }

    public HttpContext Context { get; }

    /// <summary>The tenant of the request that opened the connection; empty for none.</summary>
    public string Tenant { get; }

    /// <summary>What was decided about this connection's calls.</summary>
    public KeptDecision Kept { get; } = new();

    /// <summary>When the host's sign-in ends. The cookie isn't checked again while the connection is open.</summary>
    public DateTimeOffset? SignInExpiresAt { get; }

    /// <summary>The profile the opening request was admitted to, or null when it asked for none.</summary>
    public string? AdmittedTo { get; }

    /// <summary>Puts what follows in the calling method into the connection's tenant.</summary>
    /// <exception cref="DependencyUnavailableException">The tenant can't be determined any more.</exception>
    public void Enter(Tenants tenants, bool isBackground) =>
        tenants.Enter(Tenant, Context, isBackground);

    public bool HasSignInEnded(DateTimeOffset now) => SignInExpiresAt <= now;

    /// <summary>Called while the request is what it was when authorization decided about it.</summary>
    public static void Take(HttpContext context, IServiceProvider root) =>
        context.Items[Key] = Create(context, root);

    public static ConnectionSnapshot FindOrCreate(HttpContext context, IServiceProvider root) =>
        context.Items.TryGetValue(Key, out var item) && item is ConnectionSnapshot taken
            ? taken
            : Create(context, root);

    /// <remarks>From what was taken off the request while it was safe to read, so that it works at any time and on any thread.</remarks>
    public static ConnectionSnapshot Create(
        in RequestParts parts,
        IServiceProvider root,
        string tenant,
        string? admittedTo
    )
    {
        var copy = new DefaultHttpContext { RequestServices = root };
        copy.Request.Scheme = parts.Scheme;
        copy.Request.Host = parts.Host;
        copy.Request.PathBase = parts.PathBase;
        copy.Request.Path = parts.Path;
        copy.Request.RouteValues = new(parts.RouteValues);
        copy.SetEndpoint(parts.Endpoint);
        copy.User = parts.User;
        foreach (var (name, value) in parts.Headers)
        {
            copy.Request.Headers[name] = value;
        }

        foreach (var (key, value) in parts.Items)
        {
            copy.Items[key] = value;
        }

        // A decision is about one request.
        RecordedDecision.Forget(copy);

        var shape = root.GetRequiredService<WindowCookieShape>();
        var windows = parts
            .Cookies.Where(cookie => shape.IsWindow(cookie.Key))
            .ToDictionary(StringComparer.Ordinal);
        copy.Features.Set<IRequestCookiesFeature>(
            new RequestCookiesFeature(new WindowCookies(windows))
        );
        copy.Features.Set(PresentedWindows.Of(parts, shape));

        var ticket = parts.Ticket;
        if (ticket is not null)
        {
            // Without its properties, which may hold the tokens of an external login.
            copy.Features.Set<IAuthenticateResultFeature>(
                new Ticket(new(ticket.Principal, ticket.AuthenticationScheme))
            );
        }

        return new ConnectionSnapshot(copy, tenant, ticket?.Properties.ExpiresUtc, admittedTo);
    }

    private static ConnectionSnapshot Create(HttpContext context, IServiceProvider root) =>
        Create(
            new RequestParts(context, complete: true),
            root,
            root.GetRequiredService<Tenants>().Of(context),
            AdmittedBy(context)
        );

    /// <remarks>Admission by a shared link is no admission to the profile in the route.</remarks>
    private static string? AdmittedBy(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return
            metadata?.GetMetadata<IProfileTwoFactorMetadata>() is not null
            && metadata.GetMetadata<ISharedLinkMetadata>() is null
            && RecordedDecision.Find(context) is { Admits: true, Profile: { } profile }
            ? profile.Id
            : null;
    }

    private sealed class Ticket(AuthenticationTicket ticket) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } =
            AuthenticateResult.Success(ticket);
    }
}
