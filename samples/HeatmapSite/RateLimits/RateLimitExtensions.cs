using System.Globalization;
using System.Threading.RateLimiting;
using HeatmapSite.Http;

namespace HeatmapSite.RateLimits;

internal static class RateLimitExtensions
{
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<RateLimitSettings>();
        services.AddSingleton<RequestLimits>();
        services
            .AddRateLimiter(options =>
            {
                options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                options.OnRejected = (rejected, _) =>
                    AnswerAsync(rejected.HttpContext, rejected.Lease);
            })
            .AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<RequestLimits>(
                (options, limits) =>
                    options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                        limits.PartitionOf
                    )
            );
        return services;
    }

    /// <summary>A problem for programs; people get the site's page, by the status alone.</summary>
    private static ValueTask AnswerAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, Math.Ceiling(after.TotalSeconds))
            : 60;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ApiCaller.Is(context)
            ? new(
                Problems.WriteAsync(
                    context,
                    StatusCodes.Status429TooManyRequests,
                    new Refusal(
                        "too-many-requests",
                        "Too many calls in the last minute. Wait as long as Retry-After says."
                    )
                )
            )
            : ValueTask.CompletedTask;
    }
}
