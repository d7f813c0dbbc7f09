using System.Net;
using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Navigation;
using ProfileTwoFactor.IntegrationTests.Pages.Account;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>What comes between two steps without script ends in a clear message, and leaves nothing half done.</summary>
public sealed class InterruptedPagesTests
{
    private const string Pages = "/two-factor/profiles/acme/";
    private const string ReturnUrl = "?returnUrl=%2Fp%2Facme";

    [Theory]
    [InlineData("bind", "binding-required")]
    [InlineData("verify", "verification-required")]
    public async Task Code_SentAfterTheSessionEnded_ChangesNothingAndSaysSo(
        string page,
        string state
    )
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var bound = page == "verify" ? (await host.BindAsync("mark")).App : null;
        var mark = new Person(await host.BrowserAsync("mark"), host.Clock);
        host.Clock.NextStep();
        var shown = await mark.OpenAsync(Pages + page + ReturnUrl);
        var app = bound ?? mark.AppOf(shown);
        EndSession(mark);

        var sent = await mark.SubmitAsync(shown, null, ("code", app.CurrentCode()));

        Assert.Equal(HttpStatusCode.BadRequest, sent.Status);
        Assert.Contains("Nothing was changed", sent.Text);
        var again = await host.BrowserAsync("mark");
        Assert.Equal(
            state,
            (await again.StatusAsync()).Json.GetProperty("you").GetProperty("state").GetString()
        );
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("back")]
    [InlineData(null)]
    public async Task Setup_SentAfterTheSessionEnded_ChangesNothingAndSaysSo(string? handler)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var qr = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");
        var asked = await mei.FollowAsync(qr);
        EndSession(mei);

        var sent = await mei.SubmitAsync(asked, handler, ("code", mei.AppOf(qr).CurrentCode()));

        Assert.Equal(HttpStatusCode.BadRequest, sent.Status);
        Assert.Contains("Nothing was changed", sent.Text);
        Assert.Equal("mei", await (await host.PasswordAsync("mei")).WhoAsync());
    }

    [Fact]
    public async Task Code_OfABindingSentWhileTheOwnerDisables_SaysThatItIsOffAndBindsNothing()
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        var mark = new Person(await host.BrowserAsync("mark"), host.Clock);
        var shown = await mark.OpenAsync(Pages + "bind" + ReturnUrl);
        await olivia.ProfilePostAsync("acme", "disable");

        var sent = await mark.SubmitAsync(shown, null, ("code", mark.AppOf(shown).CurrentCode()));

        Assert.Equal(HttpStatusCode.Conflict, sent.Status);
        Assert.Contains("Two-factor authentication is off", sent.Text);
        host.Clock.NextStep();
        await olivia.EnableAsync();
        Assert.Equal("binding-required", (await mark.Browser.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Code_SentWhileTheOwnerDisables_LeadsOn()
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        var (_, app) = await host.BindAsync("mark");
        var mark = new Person(await host.BrowserAsync("mark"), host.Clock);
        host.Clock.NextStep();
        var shown = await mark.OpenAsync(Pages + "verify" + ReturnUrl);
        await olivia.ProfilePostAsync("acme", "disable");

        var sent = await mark.SubmitAsync(shown, null, ("code", app.CurrentCode()));

        Assert.Equal("/p/acme", sent.Location);
        Assert.Equal(HttpStatusCode.OK, (await mark.Browser.GetAsync("/p/acme")).Status);
    }

    private static Task<GateHost> StartAsync() =>
        CheckHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor()
        );

    /// <summary>The sign-in is gone; what the package and the antiforgery service keep in the browser isn't.</summary>
    private static void EndSession(Person person)
    {
        foreach (
            var cookie in person
                .Browser.Cookies.GetAllCookies()
                .Where(it => it.Name.StartsWith(".AspNetCore.", StringComparison.Ordinal))
                .Where(it => !it.Name.Contains("Antiforgery", StringComparison.Ordinal))
        )
        {
            cookie.Expired = true;
        }
    }
}
