using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleSupportTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_person_without_phone_and_backup_codes_is_helped_back_in_and_sets_it_up_again()
    {
        var (desk, oldApp, oldCodes) = await _site.EnableAccountAsync("mark");
        var mark = await _site.PartialSignInAsync("mark");
        var sam = await _site.SupportAsync();

        var removed = await sam.TakeAwayAsync("mark", reason: "recognised by phone, ticket 7");

        Assert.Equal("204", removed.Outcome());
        Assert.Equal(
            "sign-in-required",
            (await mark.AccountVerifyAsync(oldApp.CurrentCode())).Code
        );
        mark = await _site.SignedInAsync("mark");
        Assert.False((await mark.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        var (_, newApp, _) = await _site.EnableAccountAsync(mark);
        Assert.NotEqual(oldApp.Secret, newApp.Secret);
        Assert.Equal("account-verification-required", (await desk.AccountAsync()).Code);
        var next = await _site.PartialSignInAsync("mark");
        Assert.Equal("invalid-code", (await next.AccountBackupCodeAsync(oldCodes[0])).Code);
        Assert.Equal("204", (await next.AccountVerifyAsync(newApp.CurrentCode())).Outcome());

        await ToldAsync(sam, "mark@example.com", "support");
        var trail = (await mark.NavigateAsync("/account/security")).Body;
        Assert.Contains("Support removed the account&#x27;s authenticator", trail);
        Assert.Contains("recognised by phone, ticket 7", trail);
        Assert.DoesNotContain("sam@example.com", trail);
    }

    [Fact]
    public async Task An_owner_who_lost_everything_binds_again_and_the_profile_stays_protected()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var lost = await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        await mark.BindAsync();
        _site.Clock.NextStep();
        var sam = await _site.SupportAsync();

        var removed = await sam.TakeAwayAsync("olivia", "ACME");

        Assert.Equal("204", removed.Outcome());
        Assert.Equal("binding-required", (await olivia.GetAsync("/api/p/acme/live")).Code);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        var found = await olivia.BindAsync();
        Assert.NotEqual(lost.Secret, found.Secret);
        Assert.Equal(HttpStatusCode.OK, (await olivia.GetAsync("/api/p/acme/live")).Status);
        await ToldAsync(sam, "olivia@example.com", "support");
    }

    [Theory]
    [InlineData("olivia")]
    [InlineData("zoe")]
    public async Task Only_the_support_role_may_remove(string name)
    {
        var (_, _, _) = await _site.EnableAccountAsync("mark");
        var browser = await _site.SignedInAsync(name);

        var answer = await browser.TakeAwayAsync("mark");
        var page = await browser.NavigateAsync("/support");

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain("name=\"Email\"", page.Body);
        await _site.PartialSignInAsync("mark");
    }

    [Fact]
    public async Task Anonymous_callers_and_partially_signed_in_support_remove_nothing()
    {
        await _site.EnableAccountAsync("mark");
        await _site.SupportAsync();
        var sam = await _site.PartialSignInAsync("sam");

        Assert.Equal("sign-in-required", (await _site.NewBrowser().TakeAwayAsync("mark")).Code);
        Assert.Equal("account-verification-required", (await sam.TakeAwayAsync("mark")).Code);
        Assert.Contains(
            "/two-factor/account/verify",
            (await sam.NavigateAsync("/support")).Location
        );
        await _site.PartialSignInAsync("mark");
    }

    [Fact]
    public async Task The_role_and_a_password_alone_remove_nothing_and_lead_to_the_set_up()
    {
        await _site.EnableAccountAsync("mark");
        var thief = await _site.SignedInAsync("sam");

        var call = await thief.TakeAwayAsync("mark");
        var page = await thief.NavigateAsync("/support");

        Assert.Equal((401, "account-two-factor-required"), (call.StatusCode, call.Code));
        Assert.Equal("/two-factor/account/setup?returnUrl=%2Fsupport", page.Location);
        await _site.PartialSignInAsync("mark");
    }

    [Fact]
    public async Task A_session_whose_code_is_long_ago_removes_nothing()
    {
        await _site.EnableAccountAsync("mark");
        var (sam, app, _) = await _site.EnableAccountAsync("sam");
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        var call = await sam.TakeAwayAsync("mark");
        var page = await sam.NavigateAsync("/support");
        Assert.Equal("204", (await sam.AccountVerifyAsync(app.CurrentCode())).Outcome());
        var after = await sam.TakeAwayAsync("mark");

        Assert.Equal((401, "fresh-verification-required"), (call.StatusCode, call.Code));
        Assert.Equal(600, call.Json.GetProperty("maxAge").GetInt32());
        Assert.Equal("/two-factor/account/verify?returnUrl=%2Fsupport&fresh=1", page.Location);
        Assert.Equal("204", after.Outcome());
    }

    [Fact]
    public async Task Support_takes_nothing_away_in_profiles_it_belongs_to()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var token = await olivia.InviteAsync("sam@example.com");
        var sam = await _site.SupportAsync();
        Assert.Equal("204", (await sam.AcceptAsync(token)).Outcome());

        var binding = await sam.TakeAwayAsync("olivia", "acme");
        var profile = await PostAsync(
            sam,
            "Remove",
            ("Email", "olivia@example.com"),
            ("ProfileId", "acme"),
            ("What", "profile"),
            ("Reason", "ticket 9")
        );

        Assert.Equal((409, "conflict"), (binding.StatusCode, binding.Code));
        Assert.Equal(409, profile.StatusCode);
        Assert.Contains("You are a member of this profile", profile.Body);
        Assert.True((await olivia.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Another_site_cannot_make_the_support_remove()
    {
        await _site.EnableAccountAsync("mark");
        var sam = await _site.SupportAsync();
        var forged = new HttpRequestMessage(HttpMethod.Post, "/api/support/removals")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new { email = "mark@example.com", reason = "forged" }
            ),
        };

        Assert.Equal("antiforgery", (await sam.SendAsync(forged)).Code);
        await _site.PartialSignInAsync("mark");
    }

    [Theory]
    [InlineData("nobody", null, 404, "not-found")]
    [InlineData("mark", "nowhere", 404, "not-found")]
    [InlineData("mark", "not a profile id", 404, "not-found")]
    [InlineData("mark", "", 404, "not-found")]
    [InlineData("mark", "beta", 404, "not-found")]
    [InlineData("nora", "acme", 404, "not-found")]
    [InlineData("mark", null, 409, "not-enabled")]
    [InlineData("oscar", "beta", 409, "not-enabled")]
    [InlineData("mark", "acme", 409, "not-bound")]
    [InlineData("sam", null, 409, "conflict")]
    public async Task A_removal_of_what_is_not_there_says_so(
        string name,
        string? profileId,
        int status,
        string code
    )
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var sam = await _site.SupportAsync();

        var answer = await sam.TakeAwayAsync(name, profileId);

        Assert.Equal((status, code), (answer.StatusCode, answer.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("a nul \0 in it")]
    public async Task A_removal_without_a_usable_reason_changes_nothing(string? reason)
    {
        await _site.EnableAccountAsync("mark");
        var sam = await _site.SupportAsync();

        var without = await sam.TakeAwayAsync("mark", reason: reason);
        var tooLong = await sam.TakeAwayAsync("mark", reason: new string('x', 501));

        Assert.Equal((400, "invalid-request"), (without.StatusCode, without.Code));
        Assert.Equal("invalid-request", tooLong.Code);
        await _site.PartialSignInAsync("mark");
    }

    [Fact]
    public async Task Support_cannot_take_off_its_own_second_factor()
    {
        var sam = await _site.SupportAsync();

        Assert.Equal("conflict", (await sam.TakeAwayAsync("sam")).Code);
        Assert.True((await sam.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task The_page_finds_asks_once_more_and_removes()
    {
        await _site.EnableAccountAsync("mark");
        var sam = await _site.SupportAsync();

        var found = await PostAsync(sam, "Find", ("Email", " Mark@Example.com "));
        var asked = await PostAsync(sam, "Ask", ("Email", "mark@example.com"), ("What", "account"));
        await _site.PartialSignInAsync("mark");
        var removed = await PostAsync(
            sam,
            "Remove",
            ("Email", "mark@example.com"),
            ("What", "account"),
            ("Reason", "ticket 8")
        );

        Assert.Contains("Remove authenticator", found.Body);
        Assert.Contains("Remove the authenticator of this account?", asked.Body);
        Assert.Contains("name=\"Reason\"", asked.Body);
        Assert.Equal("/support", removed.Location);
        var after = (await sam.NavigateAsync("/support")).Body;
        Assert.Contains("Done for mark@example.com", after);
        Assert.Contains("ticket 8", after);
        Assert.Contains("sam@example.com", after.Split("<main")[1]);
        await _site.SignedInAsync("mark");
    }

    [Fact]
    public async Task The_page_switches_a_profile_off_and_the_owner_gets_a_mail()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var sam = await _site.SupportAsync();

        var removed = await PostAsync(
            sam,
            "Remove",
            ("Email", "olivia@example.com"),
            ("ProfileId", "acme"),
            ("What", "profile"),
            ("Reason", "ticket 9")
        );

        Assert.Equal("/support", removed.Location);
        Assert.False((await olivia.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        var mark = await _site.SignedInAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        await ToldAsync(sam, "olivia@example.com", "support");
    }

    [Theory]
    [InlineData("account", "", 400)]
    [InlineData("binding", "ticket 1", 404)]
    [InlineData("everything", "ticket 1", 404)]
    public async Task Bad_input_on_the_page_changes_nothing(string what, string reason, int status)
    {
        await _site.EnableAccountAsync("mark");
        var sam = await _site.SupportAsync();

        var answer = await PostAsync(
            sam,
            "Remove",
            ("Email", "mark@example.com"),
            ("What", what),
            ("Reason", reason)
        );

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("role=\"alert\"", answer.Body);
        await _site.PartialSignInAsync("mark");
    }

    private static Task<Answer> PostAsync(
        Browser browser,
        string handler,
        params (string Name, string Value)[] fields
    ) => browser.SubmitAsync("/support", $"/support?handler={handler}", fields);

    private static Task ToldAsync(Browser browser, string address, string word) =>
        Eventually.IsAsync(
            async () =>
                (await browser.MailsToAsync(address)).Exists(mail =>
                    mail.GetProperty("text")
                        .GetString()!
                        .Contains(word, StringComparison.OrdinalIgnoreCase)
                ),
            $"a mail to {address}"
        );
}
