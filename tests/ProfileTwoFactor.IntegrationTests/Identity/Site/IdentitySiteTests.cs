using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.IntegrationTests.Identity.Site;

/// <summary>The sample with ASP.NET Core Identity, as its people use it.</summary>
public sealed class IdentitySiteTests
{
    [Fact]
    public async Task SignIn_OfAUserWithIdentitysSecondFactor_ImportsIt_AndTakesACodeOfTheSameApp()
    {
        using var site = new IdentitySiteHost();
        var (mark, landed) = await site.SignInAsync("mark");

        Assert.Equal("/two-factor/account/verify", PathOf(landed));
        Assert.Contains("Sign in", await mark.GetStringAsync("/"), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        await VerifyAsync(mark, site);

        Assert.Contains(
            "Open the workspace",
            await mark.GetStringAsync("/"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "mei@example.com",
            await mark.GetStringAsync("/p/acme"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExternalLogin_OfAUserWithASecondFactor_IsPartialUntilTheCode()
    {
        using var site = new IdentitySiteHost();
        var browser = site.Browser();
        var provider = await IdentitySiteHost.PostAsync(
            browser,
            "/login",
            "/login?handler=External"
        );
        Assert.Equal("/stand-in", PathOf(provider));

        var page = provider.RequestMessage!.RequestUri!.PathAndQuery;
        var landed = await IdentitySiteHost.PostAsync(
            browser,
            page,
            page,
            ("email", "mark@example.com")
        );

        Assert.Equal("/two-factor/account/verify", PathOf(landed));
        Assert.Equal("/two-factor/account/verify", PathOf(await browser.GetAsync("/p/acme")));
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        await VerifyAsync(browser, site);
        Assert.Equal("/p/acme", PathOf(await browser.GetAsync("/p/acme")));
    }

    [Fact]
    public async Task ExternalLogin_IsConnectedByTheSignedInUser_AndNeverByItsAddress()
    {
        using var site = new IdentitySiteHost();
        var stranger = site.Browser();
        var refused = await ChooseOliviaAsync(
            stranger,
            await IdentitySiteHost.PostAsync(stranger, "/login", "/login?handler=External")
        );
        Assert.Contains("connected to an account", await BodyOf(refused), StringComparison.Ordinal);
        Assert.Contains("Sign in", await stranger.GetStringAsync("/"), StringComparison.Ordinal);

        var (olivia, _) = await site.SignInAsync("olivia");
        var connected = await ChooseOliviaAsync(
            olivia,
            await IdentitySiteHost.PostAsync(olivia, "/", "/connect")
        );
        Assert.Contains("Connected", await BodyOf(connected), StringComparison.Ordinal);

        var browser = site.Browser();
        var landed = await ChooseOliviaAsync(
            browser,
            await IdentitySiteHost.PostAsync(browser, "/login", "/login?handler=External")
        );
        Assert.Equal("/", PathOf(landed));
        Assert.Contains("Open the workspace", await BodyOf(landed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Membership_ChangesItsStampAtEachJoining_AndItsSecurityStampWithThePassword()
    {
        using var site = new IdentitySiteHost();
        var first = await site.MemberAsync("mei", (users, user) => users.UpdateAsync(user));

        var rejoined = await site.MemberAsync(
            "mei",
            (users, user) =>
            {
                user.Join("acme");
                return users.UpdateAsync(user);
            }
        );
        var secured = await site.MemberAsync(
            "mei",
            (users, user) => users.UpdateSecurityStampAsync(user)
        );

        Assert.NotEqual(first.Stamp, rejoined.Stamp);
        Assert.Equal(
            (first.MemberId, first.SecurityStamp),
            (rejoined.MemberId, rejoined.SecurityStamp)
        );
        Assert.Equal(rejoined.Stamp, secured.Stamp);
        Assert.NotEqual(rejoined.SecurityStamp, secured.SecurityStamp);
    }

    [Fact]
    public void Start_OutsideOfDevelopment_IsRefused()
    {
        using var site = new IdentitySiteHost();
        using var production = site.WithWebHostBuilder(builder =>
            builder.UseEnvironment("Production")
        );

        var failure = Assert.Throws<InvalidOperationException>(() => production.CreateClient());

        Assert.Contains("stand-in provider", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_WhoseOwnerEnabledIt_AsksItsMembersToBind_AndOthersGetNothing()
    {
        using var site = new IdentitySiteHost();
        var (olivia, home) = await site.SignInAsync("olivia");
        Assert.Equal("/", PathOf(home));
        var setup = await IdentitySiteHost.CallAsync(olivia, "profiles/acme/binding");
        var app = new FakeAuthenticator(setup.GetProperty("secret").GetString()!, site.Clock);
        await IdentitySiteHost.CallAsync(
            olivia,
            "profiles/acme/enable",
            new { code = app.CurrentCode() }
        );

        var (mark, _) = await site.SignInAsync("mark");
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        await VerifyAsync(mark, site);
        var (sam, _) = await site.SignInAsync("sam");

        Assert.Equal("/p/acme", PathOf(await olivia.GetAsync("/p/acme")));
        Assert.Equal("/two-factor/profiles/acme/bind", PathOf(await mark.GetAsync("/p/acme")));
        Assert.Equal(
            System.Net.HttpStatusCode.Forbidden,
            (await sam.GetAsync("/p/acme")).StatusCode
        );
    }

    [Fact]
    public async Task Account_SetsUpASecondFactor_AndAsksForItAtTheNextSignIn()
    {
        using var site = new IdentitySiteHost();
        var (olivia, _) = await site.SignInAsync("olivia");
        Assert.Equal("/two-factor/account", PathOf(await olivia.GetAsync("/two-factor/account")));
        var setup = await IdentitySiteHost.CallAsync(olivia, "account/binding");
        var app = new FakeAuthenticator(setup.GetProperty("secret").GetString()!, site.Clock);
        await IdentitySiteHost.CallAsync(
            olivia,
            "account/enable",
            new { code = app.CurrentCode() }
        );

        var (_, landed) = await site.SignInAsync("olivia");

        Assert.Equal("/two-factor/account/verify", PathOf(landed));
    }

    [Fact]
    public async Task Staff_ImportsAllUsers_AndTheSecondTimeNoOne_AndOthersAreRefused()
    {
        using var site = new IdentitySiteHost();
        var (olivia, _) = await site.SignInAsync("olivia");
        var (sam, _) = await site.SignInAsync("sam");

        Assert.NotEqual("/staff", PathOf(await olivia.GetAsync("/staff")));
        var report = await ImportAllAsync(sam);
        var again = await ImportAllAsync(sam);

        Assert.Equal(2, report.Split("<td>Imported</td>").Length - 1);
        Assert.DoesNotContain("Report", again, StringComparison.Ordinal);
        Assert.DoesNotContain("mark@example.com", again, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ChooseOliviaAsync(
        HttpClient browser,
        HttpResponseMessage provider
    )
    {
        var page = provider.RequestMessage!.RequestUri!.PathAndQuery;
        return IdentitySiteHost.PostAsync(browser, page, page, ("email", "olivia@example.com"));
    }

    private static Task<string> BodyOf(HttpResponseMessage landed) =>
        landed.Content.ReadAsStringAsync();

    private static async Task<string> ImportAllAsync(HttpClient staff)
    {
        var answer = await IdentitySiteHost.PostAsync(staff, "/staff", "/staff?handler=ImportAll");
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task VerifyAsync(HttpClient browser, IdentitySiteHost site) =>
        IdentitySiteHost.CallAsync(
            browser,
            "account/verify",
            new { code = site.EarlierApp.CurrentCode() }
        );

    private static string PathOf(HttpResponseMessage landed) =>
        landed.RequestMessage!.RequestUri!.AbsolutePath;
}
