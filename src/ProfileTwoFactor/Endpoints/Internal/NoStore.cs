using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ProfileTwoFactor.Internal;

/// <summary>Keeps an answer out of every cache: it holds for one caller at one moment.</summary>
internal static class NoStore
{
    internal static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Pragma = "no-cache";
        headers.XContentTypeOptions = "nosniff";

        // The output cache does not read Cache-Control; it has to be told.
        if (context.Features.Get<IOutputCacheFeature>() is { Context: { } cache })
        {
            cache.AllowCacheStorage = false;
        }
    }
}
