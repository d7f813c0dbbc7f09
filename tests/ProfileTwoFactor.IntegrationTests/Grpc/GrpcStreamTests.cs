using Grpc.Core;
using ProfileTwoFactor.IntegrationTests.Grpc.Support;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Grpc;

/// <summary>A stream ends with the proof it began with, and says why.</summary>
public sealed class GrpcStreamTests
{
    private readonly Ticker _ticker = new();

    [Fact]
    public async Task Stream_WhoseWindowLapsed_EndsWithTheReasonBeforeTheNextItem()
    {
        await using var host = await GrpcHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var client = new GrpcCaller(host, owner);
        var stream = await FirstAsync(client.Watch());
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();
        _ticker.Write("after the end");

        var ended = await EndAsync(stream);
        Assert.Equal(
            (StatusCode.Unauthenticated, "verification-required"),
            (ended.StatusCode, ended.Trailers.GetValue("profiletwofactor-code"))
        );
        Assert.NotEmpty(ended.Status.Detail);
    }

    [Fact]
    public async Task Stream_OfARemovedMember_EndsWithTheReasonBeforeTheNextItem()
    {
        await using var host = await GrpcHosts.StartAsync(_ticker);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var client = new GrpcCaller(host, mark);
        var stream = await FirstAsync(client.Watch());
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckAnswersAsync();
        _ticker.Write("after the end");

        var ended = await EndAsync(stream);
        Assert.Equal(
            (StatusCode.PermissionDenied, "not-a-member"),
            (ended.StatusCode, ended.Trailers.GetValue("profiletwofactor-code"))
        );
    }

    [Fact]
    public async Task Stream_OfAServiceThatHeedsNoCancellation_IsCutOffBeforeTheNextItem()
    {
        await using var host = await GrpcHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var client = new GrpcCaller(host, owner);
        var stream = await FirstAsync(client.Watch("deaf"));
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();

        // Nothing more is written, so the service never learns of its end by itself; it is given a moment, and no more.
        var end = EndAsync(stream);
        await Eventually.IsAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return end.IsCompleted;
            },
            "the stream is cut off"
        );
        await end;
    }

    [Fact]
    public async Task Stream_OfAVerifiedMember_GoesOn()
    {
        await using var host = await GrpcHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var client = new GrpcCaller(host, owner);
        var stream = await FirstAsync(client.Watch());

        await host.CheckAnswersAsync();
        _ticker.Write("second");

        Assert.True(await stream.MoveNext(CancellationToken.None));
        Assert.Equal("second", stream.Current);
        _ticker.Complete();
        Assert.False(await stream.MoveNext(CancellationToken.None));
    }

    private static async Task<IAsyncStreamReader<string>> FirstAsync(
        IAsyncStreamReader<string> stream
    )
    {
        Assert.True(await stream.MoveNext(CancellationToken.None));
        Assert.Equal("first", stream.Current);
        return stream;
    }

    private static Task<RpcException> EndAsync(IAsyncStreamReader<string> stream) =>
        Assert.ThrowsAsync<RpcException>(() => stream.MoveNext(CancellationToken.None));
}
