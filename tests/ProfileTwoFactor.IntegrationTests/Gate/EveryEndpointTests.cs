using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Walks the route table instead of a list written by hand: whatever is gated, by every verb, by every caller without proof.</summary>
[Collection("Counts what endpoints reveal")]
public sealed class EveryEndpointTests
{
    private static readonly string[] Verbs =
    [
        "GET",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "QUERY",
        "get",
    ];

    [Fact]
    public async Task No_gated_endpoint_answers_any_verb_of_a_caller_without_proof()
    {
        var fixture = new SurfaceFixture();
        await fixture.InitializeAsync();
        try
        {
            var paths = GatedPaths(fixture)
                .Concat(Surfaces.Paths.Values.Select(path => path.Replace("{sid}", "acme")))
                .Distinct()
                .ToList();
            Assert.True(paths.Count > Surfaces.Paths.Count, string.Join(' ', paths));
            var before = Secret.Reveals;
            foreach (var path in paths)
            {
                foreach (var verb in Verbs)
                {
                    foreach (var caller in SurfaceFixture.Refused.Keys)
                    {
                        foreach (var overridden in (bool[])[false, true])
                        {
                            var request = new HttpRequestMessage(new HttpMethod(verb), path);
                            if (overridden)
                            {
                                request.Headers.Add("X-HTTP-Method-Override", "GET");
                            }

                            var answer = await fixture.Browser(caller).SendAsync(request);
                            Assert.False(
                                answer.StatusCode is >= 200 and < 300,
                                $"{verb} {path} by {caller}: {answer.StatusCode} {answer.Body}"
                            );
                        }
                    }
                }
            }

            Assert.Equal(before, Secret.Reveals);
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }

    private static IEnumerable<string> GatedPaths(SurfaceFixture fixture) =>
        from endpoint in fixture
            .Host.App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null
        where endpoint.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>() is null
        where
            endpoint.RoutePattern.GetParameter("sid") is not null
            || endpoint.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is not null
        select "/"
            + string.Join(
                '/',
                endpoint.RoutePattern.PathSegments.Select(segment =>
                    string.Concat(
                        segment.Parts.Select(part =>
                            part switch
                            {
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal =>
                                    literal.Content,
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart
                                {
                                    Name: "sid" or "tenant",
                                } => "acme",
                                _ => "x",
                            }
                        )
                    )
                )
            );
}
