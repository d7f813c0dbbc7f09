using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkStartTests
{
    private static readonly Dictionary<
        string,
        (Action<IEndpointRouteBuilder> Map, string Says)
    > MistakesWithMessage = new()
    {
        ["anonymous"] = (
            routes => routes.MapGet("/x/{token}", () => "").RequireSharedLink().AllowAnonymous(),
            "AllowAnonymous"
        ),
        ["both attributes"] = (
            routes =>
                routes
                    .MapGet("/x/{sid}/{token}", () => "")
                    .RequireSharedLink()
                    .RequireProfileTwoFactor(),
            "both [RequireProfileTwoFactor] and [RequireSharedLink]"
        ),
        ["no token in the route"] = (
            routes => routes.MapGet("/x/{key}", () => "").RequireSharedLink(),
            "no parameter 'token'"
        ),
        ["two tokens"] = (
            routes =>
                routes
                    .MapGroup("/x/{first}")
                    .RequireSharedLink("first")
                    .MapGet("{second}", () => "")
                    .RequireSharedLink("second"),
            "different values of TokenParameter"
        ),
        ["two profiles"] = (
            routes =>
                routes
                    .MapGroup("/x/{token}/{first}")
                    .RequireSharedLink(profileIdParameter: "first")
                    .MapGet("{second}", () => "")
                    .RequireSharedLink(profileIdParameter: "second"),
            "different values of ProfileIdParameter"
        ),
        ["no such profile parameter"] = (
            routes =>
                routes
                    .MapGet("/x/{token}", () => "")
                    .RequireSharedLink(profileIdParameter: "space"),
            "no such parameter"
        ),
        ["a profile that nothing compares"] = (
            routes =>
            {
                routes
                    .MapGet("/w/{space}", () => "")
                    .RequireProfileTwoFactor(profileIdParameter: "space");
                routes.MapGet("/w/{Space}/share/{token}", () => "").RequireSharedLink();
            },
            "ProfileIdParameter = \"space\""
        ),
        ["hub class"] = (routes => routes.MapHub<LinkedHub>("/x/{token}"), "for hubs"),
        ["hub mapping"] = (
            routes => routes.MapHub<PlainHub>("/x/{token}").RequireSharedLink(),
            "for hubs"
        ),
        ["hub method"] = (routes => routes.MapHub<LinkedMethodHub>("/x/{token}"), "for hubs"),
        ["link from the body"] = (
            routes =>
                routes
                    .MapPost("/x/{token}", ([FromBody] SharedLink link) => link.ProfileId)
                    .RequireSharedLink(),
            "binds its SharedLink from the request"
        ),
        ["link from a form"] = (
            routes =>
                routes
                    .MapPost("/x/{token}", ([FromForm] SharedLink link) => link.ProfileId)
                    .RequireSharedLink(),
            "binds its SharedLink from the request"
        ),
        ["link from the body, spread out"] = (
            routes =>
                routes
                    .MapPost("/x/{token}", ([AsParameters] Spread all) => all.Link.ProfileId)
                    .RequireSharedLink(),
            "binds its SharedLink from the request"
        ),
        ["fallback to a page"] = (
            routes => routes.MapFallbackToPage("/x/{token}", "/Linked").RequireSharedLink(),
            "on the page model or action"
        ),
    };

    public static TheoryData<string> Mistakes => [.. MistakesWithMessage.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_host_with_a_mistake_about_links_does_not_start(string mistake)
    {
        var (map, says) = MistakesWithMessage[mistake];

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LinkHost.StartAsync(services => services.AddSignalR(), map: map)
        );

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_attribute_on_a_page_handler_does_not_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LinkHost.StartAsync(services => LinkHost.AddMvc(services, "/SharedLinks/BrokenPages"))
        );

        Assert.Contains(
            "Move the attribute to the page model",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Link_endpoints_without_a_link_directory_do_not_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(routes => routes.MapGet("/x/{token}", () => "").RequireSharedLink())
        );

        Assert.Contains(nameof(ISharedLinkDirectory), refusal.Message, StringComparison.Ordinal);
    }

    [RequireSharedLink]
    private sealed class LinkedHub : Hub;

    private sealed class PlainHub : Hub;

    private sealed class LinkedMethodHub : Hub
    {
        [RequireSharedLink]
        public string Show() => Context.ConnectionId;
    }

    private sealed record Spread([FromBody] SharedLink Link);
}
