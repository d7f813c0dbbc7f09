using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ProfileTwoFactor.Http;

/// <summary>Keeps an answer out of every cache: it holds for one caller at one moment.</summary>
internal static class NoStore
{
    private static readonly Func<object, Task> OnStarting = static state =>
    {
        var context = (HttpContext)state;
        context.Response.Headers.CacheControl = "no-store";
        ForbidOutputCache(context);
        return Task.CompletedTask;
    };

    /// <summary>For our own answers: says so at once.</summary>
    internal static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Pragma = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        ForbidOutputCache(context);
    }

    /// <summary>For the host's answers behind the gate: last word at the start of the response, whatever the endpoint sets or clears before.</summary>
    internal static void Enforce(HttpContext context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.OnStarting(OnStarting, context);
        }

        ForbidOutputCache(context);
    }

    /// <summary>Says so now, if it still can be said.</summary>
    internal static void Mark(HttpResponse response)
    {
        if (!response.HasStarted)
        {
            response.Headers.CacheControl = "no-store";
        }
    }

    /// <summary>The output cache does not read Cache-Control; it must be disabled explicitly. A link cached while public was served after it became members-only.</summary>
    internal static void ForbidOutputCache(HttpContext context)
    {
        if (context.Features.Get<IOutputCacheFeature>() is { Context: { } cache })
        {
            cache.AllowCacheStorage = false;
        }
    }
}
