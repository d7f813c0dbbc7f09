using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class RefusalPageTests
{
    private static readonly string[] Urls = [PagesHost.Bind, PagesHost.Verify, PagesHost.Manage];

    public static TheoryData<string> Pages => [.. Urls];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_Anonymous_IsSentToTheHostsSignInAndBack(string page)
    {
        await using var host = await PagesHost.StartAsync(signedIn: false);

        var answer = await host.GetAsync(page + "?returnUrl=%2Fp");

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal(
            "http://localhost/login?ReturnUrl=" + Uri.EscapeDataString(page + "?returnUrl=%2Fp"),
            answer.Location
        );
    }

    [Theory]
    [InlineData(TwoFactorErrorCodes.NotAMember, 403, "You are not a member of this profile")]
    [InlineData(TwoFactorErrorCodes.NotFound, 404, "Page not found")]
    [InlineData(TwoFactorErrorCodes.Unavailable, 503, "Not available right now")]
    public async Task Page_Refused_SaysSoWithTheStatusInTheLayout(
        string code,
        int status,
        string heading
    )
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["status"] = FakeManager.Error(code, status);
        foreach (var url in Urls)
        {
            var page = await host.GetAsync(url);

            Assert.Equal(status, (int)page.Status);
            Assert.Equal(heading, page.Heading);
            Assert.True(page.Has("header.ptf-header"));
            Assert.Equal(status == 503 ? "5" : "", page.Header("Retry-After"));
        }
    }

    [Fact]
    public async Task Page_UnavailableAfterTheCode_Answers503AndKeepsTheWay()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;
        host.Manager.Refusals["verify"] = FakeManager.Error(
            TwoFactorErrorCodes.Unavailable,
            503,
            TimeSpan.FromSeconds(2)
        );

        var page = await host.PostAsync(
            PagesHost.Verify + "?returnUrl=%2Fp",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("2", page.Header("Retry-After"));
        Assert.True(page.Has($"a[href='{PagesHost.Verify}?returnUrl=%2Fp']"));
    }

    [Fact]
    public async Task Page_NamesWithMarkup_AreEncoded()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.ProfileName = "<img src=x onerror=alert(1)>";

        var page = await host.GetAsync(PagesHost.Bind);

        Assert.False(page.Has("img"));
        Assert.Contains("<img src=x onerror=alert(1)>", page.Text, StringComparison.Ordinal);
    }
}
