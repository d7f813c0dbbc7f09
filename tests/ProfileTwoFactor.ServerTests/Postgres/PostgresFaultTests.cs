using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Postgres;

public sealed class PostgresFaultTests
{
    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_answer_is_cut_off_is_not_verified_and_its_code_stays_used(
        bool retries
    )
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var direct = await PostgresHost.StartAsync(clock: clock);
        var app = await Member.BindAsync(direct, clock);
        await using var proxy = FaultProxy.To(await PostgresServer.Shared);
        await using var cut = direct.Second(
            clock,
            ThroughProxy(direct.ConnectionString, proxy),
            retries
        );
        var code = app.Code();
        proxy.CutTheAnswerTo("UPDATE ");

        await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            cut.Bindings.VerifyAsync(Member.Key, code)
        );

        Assert.Equal(1, proxy.Cuts);
        // The write had arrived, so trying again is a replay, here and elsewhere: at most one success, and here none.
        Assert.Equal(
            CodeStatus.Replayed,
            (await cut.Bindings.VerifyAsync(Member.Key, code)).Status
        );
        Assert.Equal(
            CodeStatus.Replayed,
            (await direct.Bindings.VerifyAsync(Member.Key, code)).Status
        );
    }

    [PostgresFact]
    public async Task A_first_write_whose_answer_is_cut_off_is_found_at_the_next_try()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var direct = await PostgresHost.StartAsync(clock: clock);
        await using var proxy = FaultProxy.To(await PostgresServer.Shared);
        await using var cut = direct.Second(clock, ThroughProxy(direct.ConnectionString, proxy));
        var claim = new PendingClaim(new byte[32], "owner");
        proxy.CutTheAnswerTo("INSERT ");

        // The row is there, so the answer is "conflict"; read again, the engine finds its own write and goes on from it.
        var pending = await cut.Preparation.BeginAsync(Member.Key, claim, PendingAim.First());

        Assert.Equal(1, proxy.Cuts);
        var app = new FakeAuthenticator(Base32Text.Encode(pending!.Secret), clock);
        Assert.Equal(
            CodeStatus.Accepted,
            (await direct.Bindings.ConfirmAsync(Member.Key, claim, app.Code())).Status
        );
    }

    [PostgresFact]
    public async Task A_hung_postgres_is_given_up_at_our_deadline_and_found_again_afterwards()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var slow = await PostgresHost.StartAsync(server, clock);
        var app = await Member.BindAsync(slow, clock);
        await using var host = slow.Second(clock, timeout: TimeSpan.FromSeconds(1));
        var code = app.Code();
        await Eventually.TrueAsync(() => AnswersAsync(host), "the node reads");
        server.Process.Pause();
        var started = TimeProvider.System.GetTimestamp();

        var late = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            host.Bindings.VerifyAsync(Member.Key, code)
        );

        var waited = TimeProvider.System.GetElapsedTime(started);
        server.Process.Resume();
        Assert.InRange(waited.TotalSeconds, 0.9, double.MaxValue);
        // By our own wait, which ends at the deadline. The driver's would end two seconds later, by another exception.
        Assert.IsType<TimeoutException>(late.InnerException);
        Assert.Contains("no answer within 1000 ms", late.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => AnswersAsync(host), "the node reads again");
        // From a node that waits longer: a commit that takes more than a second on a busy machine is given up, and the code is used.
        Assert.Equal(
            CodeStatus.Accepted,
            (await slow.Bindings.VerifyAsync(Member.Key, code)).Status
        );
    }

    [PostgresFact]
    public async Task A_postgres_that_was_stopped_at_once_has_lost_nothing_that_was_answered()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await PostgresHost.StartAsync(server, clock);
        var app = await Member.BindAsync(host, clock);
        var used = app.Code();
        Assert.Equal(
            CodeStatus.Accepted,
            (await host.Bindings.VerifyAsync(Member.Key, used)).Status
        );

        await server.StopAtOnceAsync();
        await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            host.Bindings.VerifyAsync(Member.Key, app.WrongCode())
        );
        await server.StartAsync();

        var record = await host.Second(clock).Bindings.FindAsync(Member.Key);
        Assert.Equal(0, record!.Failures);
        CodeStatus? again = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    again = (await host.Bindings.VerifyAsync(Member.Key, used)).Status;
                    return true;
                }
                catch (DependencyUnavailableException)
                {
                    // Broken connections of the pool are met once each.
                    return false;
                }
            },
            "PostgreSQL is found again"
        );
        Assert.Equal(CodeStatus.Replayed, again);
    }

    [PostgresFact]
    public async Task A_session_of_postgres_terminated_in_the_middle_of_a_write_counts_nothing_and_uses_up_nothing()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await PostgresHost.StartAsync(clock: clock);
        var app = await Member.BindAsync(host, clock);
        var code = app.Code();
        await using var blocker = new Npgsql.NpgsqlConnection(host.ConnectionString);
        await blocker.OpenAsync();
        await using (var locks = await blocker.BeginTransactionAsync())
        {
            await using var command = blocker.CreateCommand();
            command.CommandText = """SELECT * FROM "TwoFactorBindings" FOR UPDATE""";
            await command.ExecuteNonQueryAsync();
            var verifying = host.Bindings.VerifyAsync(Member.Key, code);
            await using var other = new Npgsql.NpgsqlConnection(host.ConnectionString);
            await other.OpenAsync();
            await Eventually.TrueAsync(
                async () =>
                {
                    await using var terminate = other.CreateCommand();
                    terminate.CommandText =
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
                    return await terminate.ExecuteScalarAsync() is true;
                },
                "the write waits, and its session is terminated"
            );
            await Assert.ThrowsAsync<DependencyUnavailableException>(() => verifying);
        }

        Assert.Equal(0, (await host.Bindings.FindAsync(Member.Key))!.Failures);
        await Eventually.TrueAsync(() => AcceptsAsync(host, code), "the code is accepted");
    }

    private static async Task<bool> AnswersAsync(PostgresHost host)
    {
        try
        {
            return await host.Bindings.FindAsync(Member.Key) is not null;
        }
        catch (DependencyUnavailableException)
        {
            return false;
        }
    }

    private static async Task<bool> AcceptsAsync(PostgresHost host, string code)
    {
        try
        {
            return (await host.Bindings.VerifyAsync(Member.Key, code)).Status
                == CodeStatus.Accepted;
        }
        catch (DependencyUnavailableException)
        {
            return false;
        }
    }

    private static string ThroughProxy(string connectionString, FaultProxy proxy) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = proxy.Port,
            SslMode = Npgsql.SslMode.Disable,
            GssEncryptionMode = Npgsql.GssEncryptionMode.Disable,
        }.ConnectionString;
}
