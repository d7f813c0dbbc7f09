using System.Net;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Proxies;

/// <summary>A browser that reaches the sites through nginx, at the root or below its prefix.</summary>
internal sealed class ProxiedBrowser(NginxServer nginx)
{
    private readonly CookieContainer _cookies = new() { PerDomainCapacity = 60 };

    /// <summary>Its cookies as they were set: with path and whether they are for https only.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetAllCookies().Cast<Cookie>()];

    public string CookieHeader(string prefix) =>
        _cookies.GetCookieHeader(new Uri(nginx.Address, prefix + "/hubs/live/acme"));

    /// <param name="prefix">What comes before each path that is asked for.</param>
    public HttpClient At(string prefix) =>
        new(
            new Below(
                prefix,
                new HttpClientHandler
                {
                    CookieContainer = _cookies,
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                        nginx.IsOurs(certificate),
                }
            )
        )
        {
            BaseAddress = nginx.Address,
            Timeout = NodeBrowser.Timeout,
        };

    // Clients of the API name paths from the site's root.
    private sealed class Below(string prefix, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var asked = request.RequestUri!;
            if (!asked.AbsolutePath.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                request.RequestUri = new Uri(asked, prefix + asked.PathAndQuery);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
