using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Two clients, first a verified one: what it was answered must not come back for the other.</summary>
public sealed class CachingTests
{
    [Theory]
    [InlineData(true, "eager")]
    [InlineData(false, "eager")]
    [InlineData(true, "greedy")]
    [InlineData(false, "greedy")]
    [InlineData(true, "attribute")]
    [InlineData(false, "attribute")]
    [InlineData(true, "base")]
    [InlineData(false, "base")]
    public async Task An_answer_for_a_verified_member_never_comes_out_of_the_output_cache(
        bool cacheFirst,
        string kind
    )
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                var endpoint = routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                var open = routes.MapGet("/open", () => Guid.NewGuid().ToString());
                foreach (var cached in (RouteHandlerBuilder[])[endpoint, open])
                {
                    _ = kind switch
                    {
                        "eager" => cached.CacheOutput(new GreedyCachePolicy(insists: false)),
                        "greedy" => cached.CacheOutput(new GreedyCachePolicy(insists: true)),
                        "attribute" => cached.WithMetadata(
                            new Microsoft.AspNetCore.OutputCaching.OutputCacheAttribute
                            {
                                PolicyName = "greedy",
                            }
                        ),
                        _ => cached,
                    };
                }
            },
            services =>
                services.AddOutputCache(cache =>
                {
                    cache.AddPolicy("greedy", new GreedyCachePolicy(insists: true));
                    if (kind == "base")
                    {
                        cache.AddBasePolicy(new GreedyCachePolicy(insists: true));
                    }
                }),
            pipeline: app =>
            {
                app.UseRouting();
                if (cacheFirst)
                {
                    app.UseOutputCache();
                }

                app.UseAuthentication();
                app.UseAuthorization();
                if (!cacheFirst)
                {
                    app.UseOutputCache();
                }
            }
        );
        var (owner, _) = await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        var first = await mei.GetAsync("/open");
        Assert.Equal(first.Body, (await mei.GetAsync("/open")).Body);

        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);

        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme")).Code);
        Assert.Equal(
            "sign-in-required",
            (await (await host.BrowserAsync()).GetAsync("/p/acme")).Code
        );
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_answer_for_a_verified_member_never_comes_out_of_the_response_cache(
        bool cacheFirst,
        bool empty
    )
    {
        var calls = 0;
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                RequestDelegate answer = context =>
                {
                    calls++;
                    context.Response.Headers.Clear();
                    context.Response.Headers.CacheControl = "public, max-age=600";
                    return empty ? Task.CompletedTask : context.Response.WriteAsync(Secret.Text);
                };
                routes.MapGet("/p/{sid}", answer).RequireProfileTwoFactor();
                routes.MapGet("/open", answer);
            },
            services => services.AddResponseCaching(),
            pipeline: app =>
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
            }
        );
        var (owner, _) = await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        await mei.GetAsync("/open");
        await mei.GetAsync("/open");
        Assert.Equal(1, calls);

        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(3, calls);

        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme")).Code);
        Assert.Equal(
            "sign-in-required",
            (await (await host.BrowserAsync()).GetAsync("/p/acme")).Code
        );
    }

    [Theory]
    [InlineData("public")]
    [InlineData("clear")]
    [InlineData("throw")]
    [InlineData("started")]
    public async Task An_answer_of_a_gated_endpoint_says_no_store_whatever_the_endpoint_does(
        string kind
    )
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes
                .MapGet(
                    "/p/{sid}",
                    async context =>
                    {
                        context.Response.Headers.CacheControl = "public, max-age=600";
                        if (kind == "clear")
                        {
                            context.Response.Clear();
                        }

                        if (kind == "started")
                        {
                            await context.Response.StartAsync();
                        }

                        if (kind == "throw")
                        {
                            throw new NotSupportedException("The endpoint's own fault.");
                        }
                    }
                )
                .RequireProfileTwoFactor()
        );

        var answer = await (await host.BrowserAsync("mei")).GetAsync("/p/acme");

        Assert.Equal(kind == "throw" ? 500 : 200, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }
}
