using System.Net.Http.Headers;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>A call as a gRPC client makes it. The gRPC package itself is not needed for what the gate sees: a POST endpoint and a content type.</summary>
public sealed class GrpcSurfaceTests(SurfaceFixture fixture) : IClassFixture<SurfaceFixture>
{
    public static TheoryData<string, int> Refusals()
    {
        var data = new TheoryData<string, int>();
        foreach (var (caller, (status, _)) in SurfaceFixture.Refused)
        {
            // Sign-in belongs to the host's scheme; what this one does to a gRPC call is seen below.
            if (caller != "nobody")
            {
                data.Add(caller, status);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task GrpcCall_WithoutProof_GetsABareStatus(string caller, int status)
    {
        var answer = await CallAsync(fixture.Browser(caller));

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(answer.Body);
        Assert.Null(answer.Location);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task GrpcCall_OfNobody_IsRefused()
    {
        var answer = await CallAsync(fixture.Browser("nobody"));

        Assert.InRange(answer.StatusCode, 300, 499);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task GrpcCall_OfAVerifiedMember_RunsTheMethod()
    {
        var answer = await CallAsync(fixture.Browser(SurfaceFixture.Verified));

        Assert.Equal((200, Secret.Text), (answer.StatusCode, answer.Body));
    }

    private static Task<Answer> CallAsync(Browser browser)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/grpc/acme")
        {
            Content = new ByteArrayContent([0, 0, 0, 0, 0]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return browser.SendAsync(request);
    }
}
