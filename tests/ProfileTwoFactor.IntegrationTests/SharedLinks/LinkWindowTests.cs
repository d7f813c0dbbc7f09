using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkWindowTests
{
    [Theory]
    [InlineData("minimal", true)]
    [InlineData("controller", true)]
    [InlineData("page", true)]
    [InlineData("passive", false)]
    public async Task Opening_a_members_only_link_extends_the_window_unless_it_is_passive(
        string surface,
        bool extends
    )
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapGet("/passive/{token}", (SharedLink link) => Shown.Text(link))
                .RequireSharedLink()
                .WithMetadata(new PassiveRequestAttribute())
        );
        await host.Gate.EnableAsync();
        var (mark, _) = await host.Gate.BindAsync("mark");
        var path = $"/{surface}/{LinkHost.MembersOnly}";

        host.Gate.Clock.Advance(TimeSpan.FromHours(20));
        var within = await mark.GetAsync(path);
        host.Gate.Clock.Advance(TimeSpan.FromHours(20));
        var later = await mark.GetAsync(path);

        Assert.Equal(200, within.StatusCode);
        Assert.Equal(extends ? null : "verification-required", later.Code);
        Assert.Equal(extends ? 200 : 401, later.StatusCode);
    }

    [Fact]
    public async Task A_public_link_extends_no_window()
    {
        await using var host = await LinkHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, _) = await host.Gate.BindAsync("mark");

        host.Gate.Clock.Advance(TimeSpan.FromHours(20));
        await mark.GetAsync($"/minimal/{LinkHost.Public}");
        host.Gate.Clock.Advance(TimeSpan.FromHours(20));
        var later = await mark.GetAsync($"/minimal/{LinkHost.MembersOnly}");

        Assert.Equal("verification-required", later.Code);
    }

    [Fact]
    public async Task A_removed_member_is_out_of_a_members_only_link_at_the_next_request()
    {
        await using var host = await LinkHost.StartAsync();
        await host.Gate.EnableAsync();
        var (mark, _) = await host.Gate.BindAsync("mark");
        var before = await mark.GetAsync($"/minimal/{LinkHost.MembersOnly}");

        host.Gate.Directory.RemoveMember("acme", "mark");
        var after = await mark.GetAsync($"/minimal/{LinkHost.MembersOnly}");

        Assert.Equal(200, before.StatusCode);
        Assert.Equal("not-a-member", after.Code);
    }

    [Fact]
    public async Task An_outsider_who_guesses_tokens_locks_no_member_out_and_writes_nothing()
    {
        CountingSecretStore? store = null;
        await using var host = await LinkHost.StartAsync(services =>
        {
            var original = services.Last(service => service.ServiceType == typeof(ISecretStore));
            services.AddSingleton<ISecretStore>(provider =>
                store = new CountingSecretStore(
                    (ISecretStore)(
                        original.ImplementationInstance
                        ?? original.ImplementationFactory?.Invoke(provider)
                        ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!)
                    )
                )
            );
        });
        await host.Gate.EnableAsync();
        var (_, app) = await host.Gate.BindAsync("mark");
        var nobody = await host.Gate.BrowserAsync();
        var stranger = await host.Gate.BrowserAsync("zoe");
        var (calls, cacheWrites) = (store!.Calls, host.Gate.Cache.Writes);

        for (var guess = 0; guess < 500; guess++)
        {
            Assert.Equal(404, (await nobody.GetAsync($"/minimal/guess-{guess}")).StatusCode);
            Assert.Equal(404, (await stranger.GetAsync($"/page/guess-{guess}")).StatusCode);
        }

        Assert.Equal(403, (await stranger.GetAsync($"/page/{LinkHost.MembersOnly}")).StatusCode);
        Assert.Equal(calls, store.Calls);
        Assert.Equal(cacheWrites, host.Gate.Cache.Writes);
        host.Gate.Clock.NextStep();
        var mark = await host.Gate.BrowserAsync("mark");
        Assert.Equal(200, (await mark.VerifyAsync(app.CurrentCode())).StatusCode);
    }
}
