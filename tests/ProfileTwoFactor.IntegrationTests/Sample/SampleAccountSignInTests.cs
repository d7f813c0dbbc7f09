using System.Net;
using HeatmapSite.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Sample.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleAccountSignInTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_sign_in_with_account_two_factor_opens_nothing_before_the_code()
    {
        var (_, app, _) = await _site.EnableAccountAsync("mark");
        var browser = _site.NewBrowser();

        var password = await SampleSite.SignInAsync(
            browser,
            "mark@example.com",
            SampleSite.Password
        );
        var meanwhile = await browser.GetAsync("/api/p/acme/heatmaps");
        var page = await browser.NavigateAsync("/");
        var completed = await browser.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal(HttpStatusCode.Unauthorized, password.Status);
        Assert.Equal("account-verification-required", password.Code);
        // A partial sign-in is no signed-in user whose proof does not suffice: nothing for the gate to challenge.
        Assert.Null(password.Header("WWW-Authenticate"));
        Assert.Equal(
            "/two-factor/account/verify",
            password.Json.GetProperty("actionUrl").GetString()
        );
        Assert.Equal("account-verification-required", meanwhile.Code);
        Assert.DoesNotContain("mark@example.com", page.Body.Split("<main")[0]);
        Assert.Equal(HttpStatusCode.NoContent, completed.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/p/acme/heatmaps")).Status);
    }

    [Fact]
    public async Task A_sign_in_with_a_backup_code_works_once()
    {
        var (_, _, codes) = await _site.EnableAccountAsync("mark");
        var first = await _site.PartialSignInAsync("mark");
        var second = await _site.PartialSignInAsync("mark");

        Assert.Equal("204", (await first.AccountBackupCodeAsync(codes[0])).Outcome());
        Assert.Equal("invalid-code", (await second.AccountBackupCodeAsync(codes[0])).Code);
    }

    [Theory]
    [InlineData("/p/acme", "%2Fp%2Facme")]
    [InlineData("https://evil.example/", "%2F")]
    [InlineData("//evil.example/", "%2F")]
    public async Task The_login_page_leads_to_the_code_and_keeps_local_return_addresses_only(
        string returnUrl,
        string kept
    )
    {
        await _site.EnableAccountAsync("mark");

        var answer = await LogInAsync(_site.NewBrowser(), "mark", returnUrl);

        Assert.Equal($"/two-factor/account/verify?returnUrl={kept}", answer.Location);
    }

    [Fact]
    public async Task A_sign_in_without_account_two_factor_takes_the_password_alone()
    {
        await _site.EnableAccountAsync("mark");

        var answer = await LogInAsync(_site.NewBrowser(), "mei", "/p/acme");

        Assert.Equal("/p/acme", answer.Location);
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_checked_signs_no_user_in()
    {
        using var site = new SampleSite
        {
            Replace = services => services.AddSingleton<IPolicyStore>(new DownPolicyStore()),
        };
        var browser = site.NewBrowser();

        var script = await SampleSite.SignInAsync(browser, "mark@example.com", SampleSite.Password);
        var page = await LogInAsync(browser, "mark", "/p/acme");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, script.Status);
        Assert.Equal("two-factor-unavailable", script.Code);
        Assert.NotNull(script.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("role=\"alert\"", page.Body);
        Assert.Null(browser.Cookies.GetCookies(new Uri("https://localhost/"))["heatmap-session"]);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_alike_with_and_without_account_two_factor()
    {
        await _site.EnableAccountAsync("mark");

        var with = await SampleSite.SignInAsync(_site.NewBrowser(), "mark@example.com", "wrong");
        var without = await SampleSite.SignInAsync(_site.NewBrowser(), "mei@example.com", "wrong");

        Assert.Equal("invalid-credentials", with.Code);
        Assert.Equal(without.Body, with.Body);
    }

    [Fact]
    public async Task Signing_out_ends_a_partial_sign_in()
    {
        var (_, app, _) = await _site.EnableAccountAsync("mark");
        var browser = await _site.PartialSignInAsync("mark");

        var signedOut = await browser.ChangeAsync(HttpMethod.Delete, "/api/session");

        Assert.Equal(HttpStatusCode.NoContent, signedOut.Status);
        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task A_session_from_before_asks_for_a_code_and_goes_on_with_it()
    {
        var phone = await _site.SignedInAsync("mark");
        var (desk, app, _) = await _site.EnableAccountAsync("mark");

        var script = await phone.GetAsync("/api/p/acme/live");
        var person = await phone.NavigateAsync("/account/security");
        var completed = await phone.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/api/p/acme/live")).Status);
        Assert.Equal("account-verification-required", script.Code);
        Assert.Equal("/two-factor/account/verify?returnUrl=%2Faccount%2Fsecurity", person.Location);
        Assert.Equal("204", completed.Outcome());
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task A_password_changed_while_it_is_checked_signs_no_user_in()
    {
        using var site = new SampleSite
        {
            Replace = services =>
                services.AddSingleton<IPasswordHasher<Person>, ChangingPasswordHasher>(),
        };
        var browser = site.NewBrowser();

        var answer = await SampleSite.SignInAsync(browser, "mark@example.com", SampleSite.Password);

        Assert.Equal("invalid-credentials", answer.Code);
        Assert.Equal("sign-in-required", (await browser.GetAsync("/api/p/acme/live")).Code);
    }

    private static Task<Answer> LogInAsync(Browser browser, string name, string returnUrl) =>
        browser.SubmitAsync(
            "/account/login",
            "/account/login",
            ("Email", $"{name}@example.com"),
            ("Password", SampleSite.Password),
            ("ReturnUrl", returnUrl)
        );

    private sealed class DownPolicyStore : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => throw new TimeoutException("The store is down.");

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => throw new TimeoutException("The store is down.");
    }

    /// <summary>Another person's change lands between the check of the password and the sign-in.</summary>
    private sealed class ChangingPasswordHasher(
        IDbContextFactory<HeatmapDbContext> databases,
        IOptions<PasswordHasherOptions> options
    ) : PasswordHasher<Person>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(
            Person user,
            string hashedPassword,
            string providedPassword
        )
        {
            using var database = databases.CreateDbContext();
            database
                .People.Where(person => person.Id == user.Id)
                .ExecuteUpdate(update => update.SetProperty(p => p.SecurityStamp, "another"));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
