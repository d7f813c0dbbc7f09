using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Http;

/// <summary>What a check of an open connection needs of its request. References only, so that taking it costs next to nothing.</summary>
/// <remarks>Taken on the request's own thread: a request is not made to be read while other code answers it.</remarks>
internal readonly struct RequestParts
{
    private readonly StringValues _host;
    private readonly string _pathBase;
    private readonly string _path;

    /// <param name="context">The request.</param>
    /// <param name="complete">Whether to copy what a host may find its tenant by, too, which costs something.</param>
    /// <param name="endpoint">The request's endpoint, where the caller knows it.</param>
    /// <param name="routeValues">The request's route values, where the caller knows them.</param>
    public RequestParts(
        HttpContext context,
        bool complete,
        Endpoint? endpoint = null,
        RouteValueDictionary? routeValues = null
    )
    {
        // The feature and not the request made of it, which looks for the feature at each of its properties.
        var request = context.Features.Get<IHttpRequestFeature>()!;
        var headers = request.Headers;
        Scheme = request.Scheme;
        _host = headers.Host;
        _pathBase = request.PathBase;
        _path = request.Path;
        RouteValues = routeValues ?? context.Request.RouteValues;
        Endpoint = endpoint ?? context.GetEndpoint();
        Cookies = context.Request.Cookies;
        CookieHeader = headers.Cookie;
        User = context.User;
        Ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        Headers = complete ? [.. headers.Where(header => IsKept(header.Key))] : [];
        Items = complete ? [.. context.Items] : [];
    }

    public string Scheme { get; }

    public HostString Host => HostString.FromUriComponent(_host.ToString());

    public PathString PathBase => new(_pathBase);

    public PathString Path => new(_path);

    public RouteValueDictionary RouteValues { get; }

    public Endpoint? Endpoint { get; }

    public IRequestCookieCollection Cookies { get; }

    /// <summary>As it came, for what the parsed collection leaves out: several cookies of one name.</summary>
    public StringValues CookieHeader { get; }

    public ClaimsPrincipal User { get; }

    public AuthenticationTicket? Ticket { get; }

    /// <summary>Without cookies and authorization.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; }

    public IReadOnlyList<KeyValuePair<object, object?>> Items { get; }

    private static bool IsKept(string header) =>
        !string.Equals(header, HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        && !header.Contains(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase);
}
