using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Faults;

public sealed class ClockSkewTests
{
    [Fact]
    public async Task A_node_that_is_minutes_behind_finds_no_proof_fresh_and_takes_no_code()
    {
        var store = new StoreClock();
        await using var engine = await TestEngine.StartAsync(
            services: services => services.AddSingleton<IStoreClock>(store),
            map: routes =>
            {
                routes.MapGet("/p/{sid}", () => "any").RequireProfileTwoFactor();
                routes
                    .MapGet("/p/{sid}/fresh", () => "fresh")
                    .RequireProfileTwoFactor(maxAgeSeconds: 600);
            }
        );
        store.Node = engine.Clock;
        var (owner, app) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme/fresh"));

        // A quarter of an hour later, on a node that says it was six minutes.
        engine.Clock.Advance(TimeSpan.FromMinutes(6));
        store.Ahead = TimeSpan.FromMinutes(9);

        AnswerAssert.Unavailable(await owner.GetAsync("/p/acme/fresh"));
        AnswerAssert.Unavailable(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Unavailable(await owner.PolicyAsync(new { window = 3600 }));
        AnswerAssert.Unavailable(await owner.VerifyAsync(app.CurrentCode()));
        // What asks for no age goes on.
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    private sealed class StoreClock : IStoreClock
    {
        public FakeTimeProvider? Node { get; set; }

        public TimeSpan Ahead { get; set; }

        public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
            Task.FromResult(Node?.GetUtcNow() + Ahead);
    }
}
