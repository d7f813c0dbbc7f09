using System.Globalization;
using System.Threading.RateLimiting;
using HeatmapSite.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace HeatmapSite.RateLimits;

internal static class RateLimitExtensions
{
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<RateLimitSettings>();
        services.AddSingleton<RequestLimits>();
        return services.AddRateLimiter();
    }

    /// <summary>Belongs before authentication, which reads the database: what is refused here costs nothing.</summary>
    public static IApplicationBuilder UseAddressLimits(this IApplicationBuilder app) =>
        app.UseLimits(app.ApplicationServices.GetRequiredService<RequestLimits>().ByAddress);

    /// <summary>Belongs behind authentication, so that people have limits of their own.</summary>
    public static IApplicationBuilder UsePersonLimits(this IApplicationBuilder app) =>
        app.UseLimits(app.ApplicationServices.GetRequiredService<RequestLimits>().ByPerson);

    public static TBuilder LimitRequests<TBuilder>(this TBuilder builder, RequestLimit limit)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new LimitRequestsAttribute(limit));

    private static IApplicationBuilder UseLimits(
        this IApplicationBuilder app,
        Func<HttpContext, RateLimitPartition<string>> partition
    ) =>
        app.UseRateLimiter(
            new RateLimiterOptions
            {
                RejectionStatusCode = StatusCodes.Status429TooManyRequests,
                OnRejected = (rejected, _) => AnswerAsync(rejected.HttpContext, rejected.Lease),
                GlobalLimiter = PartitionedRateLimiter.Create(partition),
            }
        );

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
                        "Too many calls in the last minute. Wait for the time in the Retry-After header."
                    )
                )
            )
            : ValueTask.CompletedTask;
    }
}
