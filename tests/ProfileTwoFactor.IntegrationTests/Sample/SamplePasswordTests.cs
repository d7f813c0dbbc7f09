using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SamplePasswordTests : IDisposable
{
    private const string Page = "/account/password";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        var mark = await _site.SignedInAsync("mark");
        var elsewhere = await _site.SignedInAsync("mark");

        var changed = await mark.ChangePasswordAsync();

        Assert.Equal("204", changed.Outcome());
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        Assert.Equal("sign-in-required", (await elsewhere.GetAsync("/api/p/acme/live")).Code);
        var old = await SignInAsync(SampleSite.Password);
        Assert.Equal("invalid-credentials", old);
        Assert.Equal("204", await SignInAsync(SampleAccountCalls.NewPassword));
    }

    [Fact]
    public async Task A_new_password_keeps_the_proof_of_this_session_and_ends_its_windows()
    {
        var (mark, app, _) = await _site.EnableAccountAsync("mark");
        var elsewhere = await _site.PartialSignInAsync("mark");
        await elsewhere.AccountVerifyAsync(app.CurrentCode());
        _site.Clock.NextStep();

        await mark.ChangePasswordAsync();

        Assert.True((await mark.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        Assert.Equal("verification-required", (await mark.AccountPostAsync("disable")).Code);
        Assert.Equal("204", (await mark.AccountVerifyAsync(app.CurrentCode())).Outcome());
        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);
        Assert.Equal("sign-in-required", (await elsewhere.AccountAsync()).Code);
    }

    [Fact]
    public async Task A_new_password_takes_a_fresh_code_where_the_account_has_a_second_factor()
    {
        var (mark, app, _) = await _site.EnableAccountAsync("mark");
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        var refused = await mark.ChangePasswordAsync();
        var page = await mark.NavigateAsync(Page);
        Assert.Equal("204", (await mark.AccountVerifyAsync(app.CurrentCode())).Outcome());
        var changed = await mark.ChangePasswordAsync();

        Assert.Equal("fresh-verification-required", refused.Code);
        Assert.Equal(
            "/two-factor/account/verify?returnUrl=%2Faccount%2Fpassword&fresh=1",
            page.Location
        );
        Assert.Equal("204", changed.Outcome());
    }

    [Fact]
    public async Task A_new_password_ends_a_partial_sign_in()
    {
        var (mark, app, codes) = await _site.EnableAccountAsync("mark");
        var thief = await _site.PartialSignInAsync("mark");

        await mark.ChangePasswordAsync();

        Assert.Equal("sign-in-required", (await thief.AccountVerifyAsync(app.CurrentCode())).Code);
        Assert.Equal("sign-in-required", (await thief.AccountBackupCodeAsync(codes[0])).Code);
        var next = await _site.PartialSignInAsync("mark", SampleAccountCalls.NewPassword);
        Assert.Equal("204", (await next.AccountVerifyAsync(app.CurrentCode())).Outcome());
    }

    [Fact]
    public async Task A_new_password_ends_the_windows_of_every_profile()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        _site.Clock.NextStep();

        await mark.ChangePasswordAsync();

        Assert.Equal("verification-required", (await mark.GetAsync("/api/p/acme/live")).Code);
        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(app.CurrentCode())).Status);
        Assert.Equal(HttpStatusCode.OK, (await olivia.GetAsync("/api/p/acme/live")).Status);
    }

    [Theory]
    [InlineData("wrong", SampleAccountCalls.NewPassword, "wrong-password")]
    [InlineData("", SampleAccountCalls.NewPassword, "wrong-password")]
    [InlineData(SampleSite.Password, "short", "invalid-password")]
    [InlineData(SampleSite.Password, "password123", "invalid-password")]
    [InlineData(SampleSite.Password, "mark@example.com1", "invalid-password")]
    [InlineData(SampleSite.Password, SampleSite.Password, "invalid-password")]
    public async Task Bad_input_changes_nothing(string current, string chosen, string code)
    {
        var mark = await _site.SignedInAsync("mark");
        var elsewhere = await _site.SignedInAsync("mark");

        var answer = await mark.ChangePasswordAsync(current, chosen);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/api/p/acme/live")).Status);
        Assert.Equal("204", await SignInAsync(SampleSite.Password));
    }

    [Fact]
    public async Task A_caller_who_is_not_signed_in_or_only_partially_is_refused()
    {
        await _site.EnableAccountAsync("mark");
        var partialSignIn = await _site.PartialSignInAsync("mark");

        var nobody = await _site.NewBrowser().ChangePasswordAsync();

        Assert.Equal("sign-in-required", nobody.Code);
        Assert.Equal(
            "account-verification-required",
            (await partialSignIn.ChangePasswordAsync()).Code
        );
        Assert.Equal("invalid-credentials", await SignInAsync(SampleAccountCalls.NewPassword));
    }

    [Fact]
    public async Task Another_site_cannot_change_a_password()
    {
        var mark = await _site.SignedInAsync("mark");
        var forged = new HttpRequestMessage(HttpMethod.Post, "/api/account/password")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new Dictionary<string, string>
                {
                    ["current"] = SampleSite.Password,
                    ["new"] = SampleAccountCalls.NewPassword,
                }
            ),
        };

        Assert.Equal("antiforgery", (await mark.SendAsync(forged)).Code);
        Assert.Equal(
            "invalid-request",
            (await mark.PostAsync("/api/account/password", new { current = 1 })).Code
        );
    }

    [Fact]
    public async Task Two_changes_at_once_leave_one_password()
    {
        var mark = await _site.SignedInAsync("mark");
        var other = await _site.SignedInAsync("mark");

        var answers = await Task.WhenAll(
            mark.ChangePasswordAsync(chosen: "first-tin-kettle"),
            other.ChangePasswordAsync(chosen: "second-tin-kettle")
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        var works = new[]
        {
            await SignInAsync("first-tin-kettle"),
            await SignInAsync("second-tin-kettle"),
        };
        Assert.Equal(answers[0].Status == HttpStatusCode.NoContent, works[0] == "204");
        Assert.Single(works, "204");
    }

    [Fact]
    public async Task The_page_changes_it_and_leads_to_account_two_factor()
    {
        var mark = await _site.SignedInAsync("mark");
        var shown = await mark.NavigateAsync(Page);

        var different = await SubmitAsync(SampleAccountCalls.NewPassword, "something else");
        var changed = await SubmitAsync(
            SampleAccountCalls.NewPassword,
            SampleAccountCalls.NewPassword
        );

        Assert.Contains("href=\"/two-factor/account\"", shown.Body);
        Assert.Equal(HttpStatusCode.BadRequest, different.Status);
        Assert.Contains("role=\"alert\"", different.Body);
        Assert.Equal("/account/security", changed.Location);
        Assert.Contains(
            "Your password was changed",
            (await mark.NavigateAsync("/account/security")).Body
        );
        Assert.Equal("204", await SignInAsync(SampleAccountCalls.NewPassword));

        Task<Infrastructure.Answer> SubmitAsync(string chosen, string again) =>
            mark.SubmitAsync(
                Page,
                Page,
                ("Current", SampleSite.Password),
                ("New", chosen),
                ("Again", again)
            );
    }

    [Fact]
    public async Task The_pages_of_the_account_ask_to_sign_in()
    {
        foreach (var page in (string[])[Page, "/account/security", "/account/email"])
        {
            Assert.Contains(
                "/account/login",
                (await _site.NewBrowser().NavigateAsync(page)).Location
            );
        }
    }

    private async Task<string> SignInAsync(string password) =>
        (await SampleSite.SignInAsync(_site.NewBrowser(), "mark@example.com", password)).Outcome();
}
