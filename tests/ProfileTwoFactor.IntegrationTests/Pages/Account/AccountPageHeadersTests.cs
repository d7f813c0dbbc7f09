using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

public sealed class AccountPageHeadersTests
{
    [Fact]
    public async Task Headers_EveryAnswer_ForbidsStoringFramingAndForeignContent()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var nobody = await host.AnonymousAsync();
        var half = await host.PasswordAsync("mei");
        var issued = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Codes));
        var answers = new List<Answer>
        {
            issued,
            await mei.SubmitAsync(issued, "file"),
            await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Replace), "begin"),
        };
        foreach (var url in AccountPagesHost.All)
        {
            answers.Add(await mei.OpenAsync(url + "?fresh=1"));
            answers.Add(await nobody.OpenAsync(url));
            answers.Add(await half.OpenAsync(url));
            answers.Add(await mei.SendAsync(url));
        }

        Assert.All(
            answers,
            answer =>
            {
                Assert.Contains("no-store", answer.Header("Cache-Control"));
                Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
                Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
                Assert.Equal("DENY", answer.Header("X-Frame-Options"));
                Assert.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"));
                Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"));
                Assert.False(
                    answer.Has("style, [style], script:not([src]), iframe, object, embed, img")
                );
            }
        );
    }

    [Theory]
    [InlineData(AccountPagesHost.Setup + "?handler=begin")]
    [InlineData(AccountPagesHost.Setup)]
    [InlineData(AccountPagesHost.Replace + "?handler=begin")]
    [InlineData(AccountPagesHost.Replace)]
    [InlineData(AccountPagesHost.Codes)]
    [InlineData(AccountPagesHost.Codes + "?handler=file")]
    [InlineData(AccountPagesHost.Codes + "?handler=again")]
    [InlineData(AccountPagesHost.Codes + "?handler=keep")]
    [InlineData(AccountPagesHost.Codes + "?handler=finish")]
    [InlineData(AccountPagesHost.Disable)]
    [InlineData(AccountPagesHost.Verify)]
    [InlineData(AccountPagesHost.Verify + "?handler=backup")]
    [InlineData(AccountPagesHost.Verify + "?handler=cancel")]
    public async Task Post_WithoutAnAntiforgeryToken_ChangesNothing(string url)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, app, _) = await host.EnableAsync("mei");

        var refused = await mei.SendAsync(url, ("code", app.CurrentCode()), ("confirmed", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("This page is out of date", refused.Heading);
        Assert.Contains("10 left", (await mei.OpenAsync(AccountPagesHost.Status)).Text);
        Assert.Equal("mei", await mei.WhoAsync());
    }

    [Fact]
    public async Task Pages_InAHostWithoutAccounts_AreNotThere()
    {
        await using var host = await AccountPagesHost.StartAsync(accounts: false);
        var mei = await host.AnonymousAsync();
        await mei.Browser.SignInAsync("mei");

        foreach (var url in AccountPagesHost.All)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await mei.OpenAsync(url)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await mei.PostAsync(url)).Status);
        }

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await mei.OpenAsync("/two-factor/profiles/beta/manage")).Status
        );
    }

    [Fact]
    public async Task Pages_InJapanese_AreJapaneseThroughout()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        foreach (var url in AccountPagesHost.All)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url + "?fresh=1");
            request.Headers.Add("Accept-Language", "ja");
            var page = await Answer.ReadAsync((await mei.Browser.SendAsync(request)).Response);
            if (page.Status == HttpStatusCode.Found)
            {
                continue;
            }

            Assert.Equal("ja", page.Document.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotMatch("[A-Z][a-z]+ [a-z]+ ", page.Document.Body!.TextContent);
        }
    }
}
