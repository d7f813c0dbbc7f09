using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>Two nodes, each with its own pool of connections, on one PostgreSQL.</summary>
public sealed class PostgresRaceTests
{
    private static int Rounds => Tools.RunsLong ? 10_000 : 25;

    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_code_64_times_over_two_nodes_on_postgres_succeeds_once(bool retries)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var first = await PostgresHost.StartAsync(
            clock: clock,
            retries: retries,
            isCrowded: true
        );
        await using var second = first.Second(clock, retries: retries, isCrowded: true);
        var app = await Member.BindAsync(first, clock);
        for (var round = 0; round < Rounds; round++)
        {
            clock.NextStep();
            var code = app.Code();

            var outcomes = await Crowd.RunAsync(
                64,
                i => (i % 2 == 0 ? first : second).Bindings.VerifyAsync(Member.Key, code)
            );

            Assert.Equal(1, outcomes.Count(outcome => outcome.Status == CodeStatus.Accepted));
            Assert.Equal(63, outcomes.Count(outcome => outcome.Status == CodeStatus.Replayed));
        }
    }

    [PostgresFact]
    public async Task Of_500_wrong_guesses_over_two_nodes_on_postgres_five_are_looked_at()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var first = await PostgresHost.StartAsync(clock: clock, isCrowded: true);
        await using var second = first.Second(clock, isCrowded: true);
        var app = await Member.BindAsync(first, clock);
        var wrong = app.WrongCode();

        var outcomes = await Crowd.RunAsync(
            500,
            i => (i % 2 == 0 ? first : second).Bindings.VerifyAsync(Member.Key, wrong)
        );

        Assert.Equal(5, outcomes.Count(outcome => outcome.Status == CodeStatus.Wrong));
        Assert.Equal(495, outcomes.Count(outcome => outcome.Status == CodeStatus.LockedOut));
        Assert.Equal(5, (await second.Bindings.FindAsync(Member.Key))!.Failures);
    }
}
