using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>What the package sends to PostgreSQL, as the server itself logs it.</summary>
public sealed class PostgresWireTests
{
    private static readonly PolicyRecord Enabled = new()
    {
        Scope = Member.Key.Scope,
        Enabled = true,
        Epoch = Member.Key.Epoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
        ChangedBy = "olivia",
    };

    /// <summary>Beside the one trip to the cache, which <c>RedisCostTests</c> counts, this is all that a gated request asks for without a kept decision.</summary>
    [PostgresFact]
    public async Task A_request_without_a_kept_decision_sends_one_statement()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await PostgresHost.StartAsync(server, clock);
        await Member.BindAsync(host, clock);
        await host.Policies.WriteAsync(Enabled, CancellationToken.None);
        var log = await StatementLog.StartAsync(server, host);
        await ReadAsync(host);
        await log.RestartAsync();

        var reading = await ReadAsync(host);

        Assert.Equal(Member.Key.Epoch, reading.Policy!.Epoch);
        Assert.NotNull(reading.Binding!.Active);
        Assert.Equal(["SELECT"], await log.StatementsAsync());
    }

    [PostgresFact]
    public async Task A_right_code_sends_one_statement_to_read_and_one_to_write()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await PostgresHost.StartAsync(server, clock);
        var app = await Member.BindAsync(host, clock);
        await host.Policies.WriteAsync(Enabled, CancellationToken.None);
        var log = await StatementLog.StartAsync(server, host);
        await ReadAsync(host);
        await log.RestartAsync();

        var reading = await ReadAsync(host);
        var outcome = await host.Bindings.VerifyAsync(
            Member.Key,
            app.Code(),
            new AllowedKinds(Totp: true, Passkey: true),
            new AttemptDetails { Read = new(Member.Key, reading.Binding) }
        );

        Assert.Equal(CodeStatus.Accepted, outcome.Status);
        Assert.Equal(["SELECT", "UPDATE"], await log.StatementsAsync());
    }

    private static ValueTask<MemberReading> ReadAsync(PostgresHost host) =>
        host
            .Services.GetRequiredService<MemberRecords>()
            .FindAsync(
                host.Services.GetRequiredService<ScopeRegistry>().Scope(Member.Key.Scope),
                Member.Key.MemberId,
                Member.Key.MemberStamp
            );
}
