using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleAccountInvitationTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Accept_ByPasswordAlone_OfAnAccountWithTwoFactor_ChangesNothing()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var (_, app, _) = await _site.EnableAccountAsync("zoe");
        var token = await olivia.InviteAsync("zoe@example.com");
        var browser = await _site.PartialSignInAsync("zoe");

        var partialSignIn = await browser.AcceptAsync(token, SampleAccountCalls.NewPassword);
        Assert.Equal("204", (await browser.AccountVerifyAsync(app.CurrentCode())).Outcome());
        var accepted = await browser.AcceptAsync(token);

        Assert.Equal("account-verification-required", partialSignIn.Code);
        Assert.Equal("204", accepted.Outcome());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task Accept_ByANewcomer_SignsInAndAccountTwoFactorCanBeSetUp()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");
        var browser = _site.NewBrowser();

        await browser.AcceptAsync(token, SampleAccountCalls.NewPassword);
        var (_, app, _) = await _site.EnableAccountAsync(browser);

        var next = await _site.PartialSignInAsync("new", SampleAccountCalls.NewPassword);
        Assert.Equal("204", (await next.AccountVerifyAsync(app.CurrentCode())).Outcome());
    }
}
