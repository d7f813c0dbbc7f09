using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>Keeps cookies as a browser does, and follows nothing.</summary>
internal sealed class CookieHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly CookieContainer _cookies = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var cookies = _cookies.GetCookieHeader(request.RequestUri!);
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                _cookies.SetCookies(request.RequestUri!, cookie);
            }
        }

        return response;
    }
}
