using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace ProfileTwoFactor.Internal;

/// <summary>What a check of an open connection needs of its request. References only, so that taking it costs next to nothing.</summary>
/// <remarks>Taken on the request's own thread: a request is not made to be read while other code answers it.</remarks>
internal readonly struct RequestParts(HttpContext context)
{
    public string Scheme { get; } = context.Request.Scheme;

    public HostString Host { get; } = context.Request.Host;

    public PathString PathBase { get; } = context.Request.PathBase;

    public PathString Path { get; } = context.Request.Path;

    public RouteValueDictionary RouteValues { get; } = context.Request.RouteValues;

    public Endpoint? Endpoint { get; } = context.GetEndpoint();

    public IRequestCookieCollection Cookies { get; } = context.Request.Cookies;

    /// <summary>As it came, for what the parsed collection leaves out: several cookies of one name.</summary>
    public StringValues CookieHeader { get; } = context.Request.Headers.Cookie;

    public ClaimsPrincipal User { get; } = context.User;

    public AuthenticationTicket? Ticket { get; } =
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
}
