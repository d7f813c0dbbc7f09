using Grpc.Core;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Grpc.Support;

namespace ProfileTwoFactor.IntegrationTests.Grpc;

/// <summary>What a gRPC client is told by a service it may not call: status, detail and trailers, as its own protocol has them.</summary>
public sealed class GrpcRefusalTests(GrpcFixture fixture) : IClassFixture<GrpcFixture>
{
    [Theory]
    [InlineData("nobody", StatusCode.Unauthenticated, "sign-in-required")]
    [InlineData("stranger", StatusCode.PermissionDenied, "not-a-member")]
    [InlineData("member without a binding", StatusCode.Unauthenticated, "binding-required")]
    [InlineData(
        "bound member in another browser",
        StatusCode.Unauthenticated,
        "verification-required"
    )]
    public async Task Call_WithoutProof_GetsStatusDetailAndCode(
        string caller,
        StatusCode status,
        string code
    )
    {
        using var client = fixture.Caller(caller);

        var refused = await RefusedAsync(client, TickerServiceBase.GetMethod);

        Assert.Equal((status, code), (refused.StatusCode, CodeOf(refused)));
        Assert.NotEmpty(refused.Status.Detail);
        // The client's own words for an answer it could not read.
        Assert.DoesNotContain("Bad gRPC response", refused.Status.Detail);
    }

    [Fact]
    public async Task Call_WithoutACode_SaysWhereToEnterOne()
    {
        using var client = fixture.Caller("bound member in another browser");

        var refused = await RefusedAsync(client, TickerServiceBase.GetMethod);

        Assert.Equal("verify", refused.Trailers.GetValue("profiletwofactor-action"));
        Assert.Equal(
            "/two-factor/profiles/acme/verify",
            refused.Trailers.GetValue("profiletwofactor-action-url")
        );
    }

    [Fact]
    public async Task Call_ForAnUnknownProfile_IsNotFoundAndNotUnimplemented()
    {
        using var client = fixture.Caller(GrpcFixture.Verified, "nowhere");

        var refused = await RefusedAsync(client, TickerServiceBase.GetMethod);

        Assert.Equal((StatusCode.NotFound, "not-found"), (refused.StatusCode, CodeOf(refused)));
    }

    [Fact]
    public async Task Call_WhileTheDirectoryIsDown_IsUnavailable()
    {
        await using var host = await GrpcHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        using var client = new GrpcCaller(host, owner);
        host.Directory.Before = () => throw new TimeoutException();

        var refused = await RefusedAsync(client, TickerServiceBase.GetMethod);

        Assert.Equal(
            (StatusCode.Unavailable, "two-factor-unavailable"),
            (refused.StatusCode, CodeOf(refused))
        );
    }

    [Fact]
    public async Task ChallengeEvent_OfACall_AddsMetadata_AndChangesNothingElse()
    {
        await using var host = await GrpcHosts.StartAsync(scheme: scheme =>
            scheme.Events.OnChallenge = context =>
            {
                Assert.False(context.IsNavigation);
                context.Response.Headers["x-hint"] = context.Error.Code;
                context.Response.Headers["grpc-status"] = "0";
                context.Response.StatusCode = 200;
                return Task.CompletedTask;
            }
        );
        await host.EnableAsync();
        using var client = new GrpcCaller(host, await host.BrowserAsync("mei"));

        var refused = await RefusedAsync(client, TickerServiceBase.GetMethod);

        Assert.Equal(
            (StatusCode.Unauthenticated, "binding-required"),
            (refused.StatusCode, CodeOf(refused))
        );
        Assert.Equal("binding-required", refused.Trailers.GetValue("x-hint"));
    }

    [Fact]
    public async Task ChallengeEvent_ThatWritesAMessage_DoesNotMakeTheCallASuccess()
    {
        await using var host = await GrpcHosts.StartAsync(scheme: scheme =>
            scheme.Events.OnChallenge = async context =>
            {
                context.Response.StatusCode = 200;
                context.Response.ContentType = "application/grpc";
                // A message of one byte, as gRPC frames it.
                await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 1, 65 });
                await context.Response.Body.FlushAsync();
            }
        );
        await host.EnableAsync();
        using var client = new GrpcCaller(host, await host.BrowserAsync("mei"));

        await RefusedAsync(client, TickerServiceBase.GetMethod);
    }

    [Fact]
    public async Task Stream_WithoutProof_IsRefusedAsACallIs()
    {
        using var client = fixture.Caller("member without a binding");

        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            client.Watch().MoveNext(CancellationToken.None)
        );

        Assert.Equal("binding-required", CodeOf(refused));
    }

    [Fact]
    public async Task Call_OfAVerifiedMember_RunsTheMethod()
    {
        using var client = fixture.Caller(GrpcFixture.Verified);

        Assert.Equal(Secret.Text, await client.CallAsync(TickerServiceBase.GetMethod));
    }

    [Theory]
    [InlineData("member without a binding", StatusCode.Unauthenticated)]
    [InlineData(GrpcFixture.Verified, StatusCode.Unimplemented)]
    public async Task Method_ThatTheServiceHasNot_IsUnimplementedForVerifiedMembersOnly(
        string caller,
        StatusCode status
    )
    {
        using var client = fixture.Caller(caller);

        var refused = await RefusedAsync(client, TickerServiceBase.MissingMethod);

        Assert.Equal(status, refused.StatusCode);
    }

    private static Task<RpcException> RefusedAsync(
        GrpcCaller client,
        Method<string, string> method
    ) => Assert.ThrowsAsync<RpcException>(() => client.CallAsync(method));

    private static string? CodeOf(RpcException refused) =>
        refused.Trailers.GetValue("profiletwofactor-code");
}
