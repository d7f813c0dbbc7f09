using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Internal;

/// <summary>The headers of every answer of the pages, refusals and redirects included.</summary>
internal static class PageHeaders
{
    private const string Strict =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // The script of passkeys calls the JSON endpoints.
    private const string Calls = "; connect-src 'self'";

    // A host's layout brings scripts and styles that we can't know.
    private const string ForHostLayout =
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /// <remarks>
    /// In the words of the framework's antiforgery service, which otherwise overwrites them and warns of it with each form. Endpoints behind the gate
    /// end with <c>no-store</c> alone.
    /// </remarks>
    internal static void ForbidStoring(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }

    /// <summary>Keeps a host's page with a panel out of frames of other origins, which could have its buttons pressed unseen.</summary>
    /// <remarks>Where the host says nothing itself. Browsers ignore this header where the host's policy has <c>frame-ancestors</c>.</remarks>
    internal static void ForbidFraming(HttpContext context)
    {
        if (!context.Response.HasStarted && context.Response.Headers.XFrameOptions.Count == 0)
        {
            context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        }
    }

    internal static void Apply(HttpContext context, bool hostLayout, bool callsApi)
    {
        var headers = context.Response.Headers;
        ForbidStoring(headers);
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (!headers.ContainsKey(HeaderNames.ContentSecurityPolicy))
        {
            headers.ContentSecurityPolicy =
                hostLayout ? ForHostLayout
                : callsApi ? Strict + Calls
                : Strict;
        }

        if (context.Features.Get<IOutputCacheFeature>() is { } outputCache)
        {
            outputCache.Context.AllowCacheStorage = false;
        }
    }
}
