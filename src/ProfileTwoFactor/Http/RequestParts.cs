using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Http;

/// <summary>What a check of an open connection needs of its request. References only, so that taking it costs next to nothing.</summary>
/// <remarks>Taken on the request's own thread: a request is not made to be read while other code answers it.</remarks>
/// <param name="context">The request.</param>
/// <param name="complete">Whether to copy what a host may find its tenant by, too, which costs something.</param>
internal readonly struct RequestParts(HttpContext context, bool complete)
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

    /// <summary>Without cookies and authorization.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; } =
        complete ? [.. context.Request.Headers.Where(header => IsKept(header.Key))] : [];

    public IReadOnlyList<KeyValuePair<object, object?>> Items { get; } =
        complete ? [.. context.Items] : [];

    private static bool IsKept(string header) =>
        !string.Equals(header, HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        && !header.Contains(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase);
}
