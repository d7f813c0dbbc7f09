using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>PostgreSQL that is gone, hangs or throws its clients out: no one in, nothing counted, nothing used up, found again.</summary>
[Collection(Cluster.Second)]
public sealed class PostgresDownTests(FaultyPostgresNode fixture)
    : IClassFixture<FaultyPostgresNode>
{
    private PostgresServer Postgres => fixture.Cluster.Postgres;

    [ServersFact]
    public Task A_postgres_that_was_stopped_at_once_lets_no_caller_in_counts_nothing_and_is_found_again() =>
        WithoutPostgresAsync(() => Postgres.StopAtOnceAsync(), () => Postgres.StartAsync());

    [ServersFact]
    public Task A_postgres_that_hangs_lets_no_caller_in_counts_nothing_and_is_found_again() =>
        WithoutPostgresAsync(
            () =>
            {
                Postgres.Process.Pause();
                return Task.CompletedTask;
            },
            () =>
            {
                Postgres.Process.Resume();
                return Task.CompletedTask;
            }
        );

    [ServersFact]
    public async Task Sessions_of_postgres_that_are_terminated_again_and_again_open_nothing_and_a_code_works_once()
    {
        using var olivia = await fixture.VerifiedAsync();
        using var stranger = await fixture.SignedInAsync();
        for (var round = 0; round < 3; round++)
        {
            await fixture.Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            var code = fixture.App.Code();
            var crowd = Crowd.RunAsync(
                16,
                i => i % 2 == 0 ? olivia.VerifyAsync(code) : FaultyNode.GatedAsync(stranger)
            );
            for (var i = 0; i < 5; i++)
            {
                await TerminateAsync();
            }

            var answers = await crowd;
            Assert.InRange(
                answers
                    .Where((_, i) => i % 2 == 0)
                    .Count(answer => answer.Status == HttpStatusCode.OK),
                0,
                1
            );
            Assert.All(
                answers.Where((_, i) => i % 2 == 1),
                answer => Assert.NotEqual(HttpStatusCode.OK, answer.Status)
            );
        }

        await FaultyNode.EventuallyAsync(
            stranger,
            HttpStatusCode.Unauthorized,
            "verification-required"
        );
        await fixture.VerifyAsync(stranger);
        await FaultyNode.EventuallyAsync(stranger, HttpStatusCode.OK);
    }

    private async Task WithoutPostgresAsync(Func<Task> breakIt, Func<Task> mendIt)
    {
        using var olivia = await fixture.VerifiedAsync();
        await fixture.Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var code = fixture.App.Code();
        var before = await fixture.RecordsAsync();
        await breakIt();
        try
        {
            await fixture.Cluster.Patience.SetAsync(FaultyNode.Short);
            // Strict: who was verified is not believed either, since no one can say what was revoked.
            await AreUnavailableAsync(3, () => FaultyNode.GatedAsync(olivia));
            // More than the budget: none of them may count.
            var wrong = fixture.App.WrongCode();
            await AreUnavailableAsync(6, () => olivia.VerifyAsync(wrong));
            await AreUnavailableAsync(1, () => olivia.VerifyAsync(code));
        }
        finally
        {
            await fixture.Cluster.Patience.ResetAsync();
            await mendIt();
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
        Assert.Equal(before, await fixture.RecordsAsync());
        using var laptop = await fixture.SignedInAsync();
        await fixture.VerifyAsync(laptop);
        await FaultyNode.EventuallyAsync(laptop, HttpStatusCode.OK);
    }

    /// <summary>At once, since each of them waits for its deadline.</summary>
    private static async Task AreUnavailableAsync(int times, Func<Task<NodeAnswer>> ask) =>
        Assert.All(
            await Crowd.RunAsync(times, _ => ask()),
            answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status)
        );

    private Task TerminateAsync() =>
        Postgres.ExecuteAsync(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        );
}
