using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Every kind of endpoint that wants the account's second factor, every state a caller can be in.</summary>
public sealed class AccountSurfaceMatrixTests(AccountSurfaceFixture fixture)
    : IClassFixture<AccountSurfaceFixture>
{
    public static TheoryData<string, string> Refusals()
    {
        var data = new TheoryData<string, string>();
        foreach (var surface in AccountSurfaces.Paths.Keys)
        {
            foreach (var caller in AccountSurfaceFixture.Refused.Keys)
            {
                data.Add(surface, caller);
            }
        }

        return data;
    }

    public static TheoryData<string> Kinds() => [.. AccountSurfaces.Paths.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task AccountEndpoint_CalledWithoutProof_AnswersTheContractsRefusal(
        string surface,
        string caller
    )
    {
        var answer = await fixture.Browser(caller).GetAsync(AccountSurfaces.Paths[surface]);

        var (status, code) = AccountSurfaceFixture.Refused[caller];
        Assert.Equal((status, code), (answer.StatusCode, answer.Code));
        Assert.DoesNotContain(Secret.Text, answer.Body);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AccountEndpoint_CalledByAProvenSession_Answers(string surface)
    {
        var answer = await fixture.Proven.GetAsync(AccountSurfaces.Paths[surface]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(Secret.Text, answer.Body);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AccountEndpoint_NavigatedToWithItOff_RedirectsToTheSetUpAndBack(
        string surface
    )
    {
        var path = AccountSurfaces.Paths[surface] + "?a=1&b=2";

        var answer = await fixture.Browser("somebody without a second factor").NavigateAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(
            "/two-factor/account/setup?returnUrl=" + Uri.EscapeDataString(path),
            answer.Location
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AccountEndpoint_NavigatedToInAPartialSignIn_RedirectsToTheCodeAndBack(
        string surface
    )
    {
        var path = AccountSurfaces.Paths[surface];

        var answer = await fixture.Browser("a partial sign-in").NavigateAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(
            "/two-factor/account/verify?returnUrl=" + Uri.EscapeDataString(path),
            answer.Location
        );
    }

    [Theory]
    [InlineData("nobody", "sign-in-required", null)]
    [InlineData("somebody without a second factor", "account-two-factor-required", "bind")]
    [InlineData("a partial sign-in", "account-verification-required", "verify")]
    [InlineData("a session from before", "account-verification-required", "verify")]
    public async Task AccountGrpcCall_WithoutProof_GetsStatusCodeAndAction(
        string caller,
        string code,
        string? action
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/account-grpc")
        {
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new("application/grpc");

        var answer = await fixture.Browser(caller).SendAsync(request);

        Assert.Equal((401, ""), (answer.StatusCode, answer.Body));
        Assert.Equal("16", answer.Header("grpc-status"));
        Assert.Equal(code, answer.Header("profiletwofactor-code"));
        Assert.Equal(action, answer.Header("profiletwofactor-action"));
        Assert.Equal("application/grpc", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task Hub_ConnectedToWithoutTheAccountsProof_RefusesTheWebSocket()
    {
        foreach (var caller in AccountSurfaceFixture.Refused.Keys)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                HubSession.ConnectAsync(fixture.Host.Host, fixture.Browser(caller), "/account-hub")
            );
        }
    }
}
