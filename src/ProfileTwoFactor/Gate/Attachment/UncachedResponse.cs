using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCaching;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Keeps a response out of the response cache, which reads the headers before the response starts, so before the last word of <see cref="NoStore"/>.</summary>
/// <remarks>
/// Needed on both sides of authorization. In front of it, what it kept would be served to any caller; behind it, to the next
/// verified member, who may see another page.
/// </remarks>
internal static class UncachedResponse
{
    public static bool IsNeeded(HttpContext context) =>
        context.Features.Get<IResponseCachingFeature>() is not null
        && context.Response.Body is not NoStoreStream;

    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Response.Body = new NoStoreStream(body, context.Response);
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            NoStore.Mark(context.Response);
        }
    }
}
