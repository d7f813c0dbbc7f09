using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkHandedOnTests
{
    public static TheoryData<string> Surfaces => LinkHost.Surfaces;

    [Theory]
    [InlineData("posted")]
    [InlineData("posted-explicit")]
    [InlineData("posted-query")]
    [InlineData("posted-note")]
    public async Task A_request_cannot_fill_the_link_an_action_is_given(string path)
    {
        await using var host = await LinkHost.StartAsync(services =>
            LinkHost.AddMvc(services, "/SharedLinks/None", typeof(PostedController))
        );
        var nobody = await host.Gate.BrowserAsync();
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/{path}/{LinkHost.Public}?ProfileId=beta&link.ProfileId=beta&Access=1&Resource=stolen"
        )
        {
            Content = JsonContent.Create(
                new
                {
                    profileId = "beta",
                    access = 1,
                    resource = "stolen",
                    text = "hello",
                }
            ),
        };

        var answer = await nobody.SendAsync(request);

        Assert.True(answer.StatusCode == 200, answer.Body);
        Assert.StartsWith($"{Shown.Mark}heatmap of acme", answer.Body, StringComparison.Ordinal);
        Assert.Equal(
            path == "posted-note",
            answer.Body.EndsWith("hello", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_posted_field_cannot_put_another_token_in_the_decided_ones_place()
    {
        await using var host = await LinkHost.StartAsync(services =>
            LinkHost.AddMvc(services, "/SharedLinks/None", typeof(FormController))
        );
        var nobody = await host.Gate.BrowserAsync();

        var answer = await nobody.SendAsync(
            new(HttpMethod.Post, $"/form/{LinkHost.Public}")
            {
                Content = new FormUrlEncodedContent([new("token", LinkHost.MembersOnly)]),
            }
        );

        Assert.Equal($"{Shown.Mark}{LinkHost.Public}", answer.Body);
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task The_directory_is_asked_exactly_once_for_a_request(string surface)
    {
        await using var host = await LinkHost.StartAsync();
        var mark = await host.Gate.BrowserAsync("mark");

        var shown = await mark.GetAsync($"/{surface}/{LinkHost.MembersOnly}");

        Assert.Equal(200, shown.StatusCode);
        Assert.Equal(1, host.Links.Calls);
        await mark.GetAsync($"/{surface}/unknown");
        Assert.Equal(2, host.Links.Calls);
    }

    [Theory]
    [InlineData("controller")]
    [InlineData("page")]
    public async Task A_global_filter_of_the_host_decides_about_the_same_link(string surface)
    {
        await using var host = await LinkHost.StartAsync(services =>
            services.Configure<MvcOptions>(options =>
                options.Filters.Add(
                    new AuthorizeFilter(
                        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()
                    )
                )
            )
        );
        var mark = await host.Gate.BrowserAsync("mark");

        var answer = await mark.GetAsync($"/{surface}/{LinkHost.MembersOnly}");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(1, host.Links.Calls);
    }

    [Fact]
    public async Task The_link_is_there_from_the_context_and_only_behind_a_link()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
        {
            routes
                .MapGet("/context/{token}", (HttpContext http) => Shown.Text(http.GetSharedLink()))
                .RequireSharedLink();
            routes.MapGet(
                "/elsewhere/{token}",
                (HttpContext http) =>
                    Assert.Throws<InvalidOperationException>(() => http.GetSharedLink()).Message
            );
        });
        var nobody = await host.Gate.BrowserAsync();

        var behind = await nobody.GetAsync($"/context/{LinkHost.Public}");
        var elsewhere = await nobody.GetAsync($"/elsewhere/{LinkHost.Public}");

        Assert.Equal($"{Shown.Mark}heatmap of acme", behind.Body);
        Assert.Contains("Add [RequireSharedLink]", elsewhere.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(LinkHost.Public, elsewhere.Body, StringComparison.Ordinal);
    }
}
