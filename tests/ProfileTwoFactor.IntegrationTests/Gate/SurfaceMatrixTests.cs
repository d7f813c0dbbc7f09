using System.Net;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Every kind of endpoint, every state a caller can be in.</summary>
public sealed class SurfaceMatrixTests(SurfaceFixture fixture) : IClassFixture<SurfaceFixture>
{
    public static TheoryData<string, string> Refusals()
    {
        var data = new TheoryData<string, string>();
        foreach (var surface in Surfaces.Paths.Keys)
        {
            foreach (var caller in SurfaceFixture.Refused.Keys)
            {
                data.Add(surface, caller);
            }
        }

        return data;
    }

    public static TheoryData<string> Kinds() => [.. Surfaces.Paths.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Endpoint_CalledWithoutProof_AnswersTheContractsRefusal(
        string surface,
        string caller
    )
    {
        var answer = await fixture.Browser(caller).GetAsync(PathOf(surface, "acme"));

        var (status, code) = SurfaceFixture.Refused[caller];
        Assert.Equal((status, code), (answer.StatusCode, answer.Code));
        Assert.DoesNotContain(Secret.Text, answer.Body);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Endpoint_CalledByAVerifiedMember_Answers(string surface)
    {
        var answer = await fixture
            .Browser(SurfaceFixture.Verified)
            .GetAsync(PathOf(surface, "acme"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(Secret.Text, answer.Body);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Endpoint_OfAnUnknownProfile_IsNotFound(string surface)
    {
        var answer = await fixture
            .Browser(SurfaceFixture.Verified)
            .GetAsync(PathOf(surface, "nowhere"));

        Assert.Equal((404, "not-found"), (answer.StatusCode, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Endpoint_NavigatedToAnonymously_RedirectsToTheHostsSignIn(string surface)
    {
        var answer = await fixture.Browser("nobody").NavigateAsync(PathOf(surface, "acme"));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("https://localhost/Account/Login?", answer.Location);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Endpoint_NavigatedToWithoutACode_RedirectsToTheVerifyPageAndBack(
        string surface
    )
    {
        var path = PathOf(surface, "acme");

        var answer = await fixture
            .Browser("bound member in another browser")
            .NavigateAsync(path + "?a=1&b=2");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(
            "/two-factor/profiles/acme/verify?returnUrl=" + Uri.EscapeDataString(path + "?a=1&b=2"),
            answer.Location
        );
    }

    private static string PathOf(string surface, string profile) =>
        Surfaces.Paths[surface].Replace("{sid}", profile, StringComparison.Ordinal);
}
