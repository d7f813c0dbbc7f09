using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkCachingTests
{
    public static TheoryData<string, string> OutputCaches =>
        LinkHost.SurfacesWith(["before", "before, forced", "after", "after, forced"]);

    [Theory]
    [MemberData(nameof(OutputCaches))]
    public async Task A_link_switched_to_members_only_is_closed_at_the_next_request_whatever_the_output_cache(
        string surface,
        string cache
    )
    {
        await using var host = await LinkHost.StartAsync(
            services =>
                services.AddOutputCache(options =>
                    options.AddBasePolicy(
                        new GreedyCachePolicy(cache.EndsWith("forced", StringComparison.Ordinal))
                    )
                ),
            app =>
            {
                app.UseRouting();
                if (cache.StartsWith("before", StringComparison.Ordinal))
                {
                    app.UseOutputCache();
                }

                app.UseAuthentication();
                app.UseAuthorization();
                if (cache.StartsWith("after", StringComparison.Ordinal))
                {
                    app.UseOutputCache();
                }
            },
            // Shows that the cache under test does keep what it may.
            routes => routes.MapGet("/counter", () => Guid.NewGuid().ToString())
        );
        var nobody = await host.Gate.BrowserAsync();
        var path = $"/{surface}/{LinkHost.Public}";

        var first = await nobody.GetAsync("/counter");
        var second = await nobody.GetAsync("/counter");
        var open = await nobody.GetAsync(path);
        var openAgain = await nobody.GetAsync(path);
        host.Links.Add(LinkHost.Public, SharedLinkAccess.MembersOnly);
        var closed = await nobody.GetAsync(path);
        host.Links.Revoke(LinkHost.Public);
        var gone = await nobody.GetAsync(path);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(200, open.StatusCode);
        Assert.Null(openAgain.Header("Age"));
        Assert.Equal("sign-in-required", closed.Code);
        Assert.Equal("not-found", gone.Code);
        Assert.All(
            [open, closed, gone],
            answer => Assert.Equal("no-store", answer.Header("Cache-Control"))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_switched_to_members_only_is_closed_at_the_next_request_whatever_the_response_cache(
        bool cacheFirst
    )
    {
        var calls = 0;
        await using var host = await LinkHost.StartAsync(
            services => services.AddResponseCaching(),
            app =>
            {
                app.UseRouting();
                if (cacheFirst)
                {
                    app.UseResponseCaching();
                }

                app.UseAuthentication();
                app.UseAuthorization();
                if (!cacheFirst)
                {
                    app.UseResponseCaching();
                }
            },
            routes =>
            {
                RequestDelegate answer = context =>
                {
                    calls++;
                    context.Response.Headers.CacheControl = "public, max-age=600";
                    return context.Response.WriteAsync(Shown.Mark);
                };
                routes.MapGet("/cacheable/{token}", answer).RequireSharedLink();
                routes.MapGet("/counter", answer);
            }
        );
        var nobody = await host.Gate.BrowserAsync();
        const string path = $"/cacheable/{LinkHost.Public}";

        await nobody.GetAsync("/counter");
        await nobody.GetAsync("/counter");
        Assert.Equal(1, calls);
        var open = await nobody.GetAsync(path);
        await nobody.GetAsync(path);
        Assert.Equal(3, calls);
        host.Links.Add(LinkHost.Public, SharedLinkAccess.MembersOnly);
        var closed = await nobody.GetAsync(path);
        host.Links.Revoke(LinkHost.Public);
        var gone = await nobody.GetAsync(path);

        Assert.Equal(200, open.StatusCode);
        Assert.Equal("sign-in-required", closed.Code);
        Assert.Equal("not-found", gone.Code);
        Assert.All(
            [open, closed, gone],
            answer => Assert.Equal("no-store", answer.Header("Cache-Control"))
        );
    }

    [Fact]
    public async Task A_link_that_calls_itself_cacheable_still_says_no_store()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapGet(
                    "/cacheable/{token}",
                    (HttpContext context) =>
                    {
                        context.Response.Headers.CacheControl = "public,max-age=600";
                        return Shown.Mark;
                    }
                )
                .RequireSharedLink()
        );
        var nobody = await host.Gate.BrowserAsync();

        var answer = await nobody.GetAsync($"/cacheable/{LinkHost.Public}");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }
}
