using System.Net;
using System.Text.RegularExpressions;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Sample.Support;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>A sign-in e-mail counts once it has proven itself; alarms and invitations go by it.</summary>
public sealed partial class SampleEmailChangeTests : IDisposable
{
    private const string Page = "/account/email";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_new_address_counts_once_its_link_was_opened_and_keeps_the_authenticator()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        var ids = await olivia.MemberIdsAsync();

        Assert.Equal(Page, (await AskAsync(mark, "Moss@example.com")).Location);
        var before = await olivia.MemberIdsAsync();
        var link = await LinkAsync(mark, "moss@example.com");
        var shown = await mark.NavigateAsync(link);
        var stillBefore = await olivia.MemberIdsAsync();
        await mark.SubmitAsync(link, link);

        Assert.Contains("mark@example.com", before.Keys);
        Assert.Contains("moss@example.com", shown.Body);
        Assert.Contains("mark@example.com", stillBefore.Keys);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        Assert.Contains("moss@example.com", (await mark.NavigateAsync("/account/profile")).Body);
        Assert.Equal(ids["mark@example.com"], (await olivia.MemberIdsAsync())["moss@example.com"]);
        _site.Clock.NextStep();
        var elsewhere = _site.NewBrowser();
        await SampleSite.SignInAsync(elsewhere, "moss@example.com", SampleSite.Password);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.VerifyAsync(app.CurrentCode())).Status);
    }

    [Fact]
    public async Task The_old_address_gets_a_mail_when_it_is_asked_for_and_when_it_is_done()
    {
        var mark = await _site.SignedInAsync("mark");

        await AskAsync(mark, "moss@example.com");
        var asked = await SubjectsAsync(mark, "mark@example.com");
        var link = await LinkAsync(mark, "moss@example.com");
        await mark.SubmitAsync(link, link);
        var done = await SubjectsAsync(mark, "mark@example.com");

        Assert.Equal(["Your e-mail is about to change"], asked);
        Assert.Equal(["Your e-mail was changed", "Your e-mail is about to change"], done);
    }

    [Fact]
    public async Task An_invited_address_that_another_person_claims_shows_nothing_and_stays_acceptable()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("nina@example.com");
        var zoe = await _site.SignedInAsync("zoe");

        await AskAsync(zoe, "nina@example.com");
        var home = (await zoe.NavigateAsync("/")).Body;
        var byZoe = await zoe.AcceptAsync(token);
        var nina = _site.NewBrowser();
        var joined = await nina.AcceptAsync(token, "tin-kettle-orbit");
        var link = await LinkAsync(zoe, "nina@example.com");
        await zoe.SubmitAsync(link, link);

        Assert.DoesNotContain("Acme Store", home);
        Assert.Equal(HttpStatusCode.Forbidden, byZoe.Status);
        Assert.Equal("204", joined.Outcome());
        Assert.Contains(
            "This e-mail can&#x27;t be used.",
            (await zoe.NavigateAsync("/account/profile")).Body
        );
        Assert.Equal(HttpStatusCode.OK, (await nina.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task Asking_for_an_address_does_not_tell_whether_an_account_has_it()
    {
        var mark = await _site.SignedInAsync("mark");
        var zoe = await _site.SignedInAsync("zoe");

        var taken = await AskAsync(mark, "mei@example.com");
        var free = await AskAsync(zoe, "moss@example.com");
        var mails = await mark.MailsToAsync("mei@example.com");

        Assert.Equal((taken.Status, taken.Location), (free.Status, free.Location));
        Assert.Equal(
            MainPart(await mark.NavigateAsync(Page)),
            MainPart(await zoe.NavigateAsync(Page))
        );
        Assert.DoesNotContain("http", Assert.Single(mails).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_link_works_once_for_an_hour_for_its_person_and_only_its_hash_is_stored()
    {
        var mark = await _site.SignedInAsync("mark");
        var zoe = await _site.SignedInAsync("zoe");
        await AskAsync(mark, "moss@example.com");
        var link = await LinkAsync(mark, "moss@example.com");

        var nobody = await _site.NewBrowser().NavigateAsync(link);
        var another = await zoe.NavigateAsync(link);
        var stored = await StoredAsync();
        _site.Clock.Advance(TimeSpan.FromMinutes(59));
        await mark.SubmitAsync(link, link);
        var again = await mark.NavigateAsync(link);

        Assert.Contains("/account/login", nobody.Location);
        Assert.Equal(HttpStatusCode.NotFound, another.Status);
        Assert.DoesNotContain("moss@example.com", another.Body);
        Assert.DoesNotContain(link.Split('/')[^1], stored);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Equal("204", await SignInAsync("moss@example.com"));
    }

    [Fact]
    public async Task A_link_that_is_too_old_changes_nothing()
    {
        var mark = await _site.SignedInAsync("mark");
        await AskAsync(mark, "moss@example.com");
        var link = await LinkAsync(mark, "moss@example.com");
        _site.Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal(HttpStatusCode.NotFound, (await mark.NavigateAsync(link)).Status);
        Assert.Equal("204", await SignInAsync("mark@example.com"));
    }

    [Fact]
    public async Task What_a_thief_asked_for_ends_with_the_password()
    {
        var thief = await _site.SignedInAsync("mark");
        await AskAsync(thief, "moss@example.com");
        var link = await LinkAsync(thief, "moss@example.com");
        var mark = await _site.SignedInAsync("mark");

        await mark.ChangePasswordAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await mark.NavigateAsync(link)).Status);
        Assert.Contains("/account/login", (await thief.NavigateAsync(link)).Location);
    }

    [Fact]
    public async Task No_mailbox_is_filled_from_here()
    {
        var mark = await _site.SignedInAsync("mark");
        await AskAsync(mark, "moss@example.com");

        var tooSoon = await AskAsync(mark, "moor@example.com");
        _site.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await AskAsync(mark, "moor@example.com");

        Assert.Equal(HttpStatusCode.BadRequest, tooSoon.Status);
        Assert.Contains("Wait one minute", tooSoon.Body);
        Assert.Equal(Page, later.Location);
        Assert.Single(await mark.MailsToAsync("moor@example.com"));
        // The link of before is over: one wish at a time.
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await mark.NavigateAsync(await LinkAsync(mark, "moss@example.com"))).Status
        );
    }

    [Fact]
    public async Task A_person_asks_for_ten_links_a_day_and_no_more()
    {
        var mark = await _site.SignedInAsync("mark");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Page, (await AskAsync(mark, $"moss{i}@example.com")).Location);
            _site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var tooMany = await AskAsync(mark, "moor@example.com");
        _site.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
        var nextDay = await AskAsync(await _site.SignedInAsync("mark"), "moor@example.com");

        Assert.Equal(HttpStatusCode.BadRequest, tooMany.Status);
        Assert.Contains("You requested too many links today. Try again tomorrow.", tooMany.Body);
        Assert.Equal(Page, nextDay.Location);
    }

    [Fact]
    public async Task A_mailbox_that_several_people_aim_at_gets_one_mail_in_ten_minutes()
    {
        var mark = await _site.SignedInAsync("mark");
        var zoe = await _site.SignedInAsync("zoe");
        await AskAsync(mark, "moss@example.com");
        // Confirmed or not, asked for by whom: the mailbox is the same.
        var link = await LinkAsync(mark, "moss@example.com");
        await mark.SubmitAsync(link, link);
        _site.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));

        var tooSoon = await AskAsync(zoe, "MOSS@example.com");
        _site.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await AskAsync(zoe, "moss@example.com");

        Assert.Equal(HttpStatusCode.BadRequest, tooSoon.Status);
        Assert.Contains("A mail was recently sent to this address.", tooSoon.Body);
        Assert.Equal(Page, later.Location);
    }

    [Fact]
    public async Task A_link_is_sent_only_after_the_old_address_was_told()
    {
        var mails = new PartlyFailingNotifier { Fails = "mark@example.com" };
        using var site = new SampleSite
        {
            Replace = services => services.AddSingleton<ITwoFactorNotifier>(mails),
        };
        var mark = await site.SignedInAsync("mark");

        var failed = await AskAsync(mark, "moss@example.com");
        var left = await CountAsync(site);
        mails.Fails = "";
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        var again = await AskAsync(mark, "moss@example.com");

        Assert.Contains("The mail couldn&#x27;t be sent.", failed.Body);
        Assert.Equal(0, left);
        Assert.Equal(Page, again.Location);
        Assert.Equal(
            ["mark@example.com (failed)", "mark@example.com", "moss@example.com"],
            mails.Tried
        );
    }

    [Fact]
    public async Task Another_address_takes_a_fresh_code_where_the_account_has_a_second_factor()
    {
        var (mark, app, _) = await _site.EnableAccountAsync("mark");
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        var page = await mark.NavigateAsync(Page);
        Assert.Equal("204", (await mark.AccountVerifyAsync(app.CurrentCode())).Outcome());
        var asked = await AskAsync(mark, "moss@example.com");

        Assert.Equal(
            "/two-factor/account/verify?returnUrl=%2Faccount%2Femail&fresh=1",
            page.Location
        );
        Assert.Equal(Page, asked.Location);
    }

    [Theory]
    [InlineData("moss@example.com", "wrong", "To change the e-mail, enter your password.")]
    [InlineData("moss", SampleSite.Password, "Enter a valid e-mail address.")]
    [InlineData("mark@example.com", SampleSite.Password, "This is already your e-mail address.")]
    public async Task Bad_input_sends_no_mail(string email, string password, string problem)
    {
        var mark = await _site.SignedInAsync("mark");

        var answer = await AskAsync(mark, email, password);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(problem, answer.Body);
        Assert.Equal("[]", (await mark.GetAsync("/dev/mail")).Body);
    }

    [Fact]
    public async Task An_address_that_an_account_left_can_be_invited_and_is_another_person()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");
        await AskAsync(mark, "moss@example.com");
        var link = await LinkAsync(mark, "moss@example.com");
        await mark.SubmitAsync(link, link);

        var taken = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "moss@example.com" }
        );
        var token = await olivia.InviteAsync("mark@example.com");
        var byMark = await mark.AcceptAsync(token);

        Assert.Equal("conflict", taken.Code);
        Assert.Equal(HttpStatusCode.Forbidden, byMark.Status);
    }

    private static Task<Answer> AskAsync(
        Browser browser,
        string email,
        string password = SampleSite.Password
    ) => browser.SubmitAsync(Page, Page, ("Email", email), ("Password", password));

    private static async Task<string> LinkAsync(Browser browser, string address)
    {
        var mails = await browser.MailsToAsync(address);
        return Assert.Single(
            mails.Select(mail => Link().Match(mail.GetProperty("text").GetString()!).Value),
            link => link.Length > 0
        );
    }

    private static async Task<List<string?>> SubjectsAsync(Browser browser, string address) =>
        (await browser.MailsToAsync(address)).ConvertAll(mail =>
            mail.GetProperty("subject").GetString()
        );

    private static async Task<int> CountAsync(SampleSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<HeatmapDbContext>()
            .EmailChanges.CountAsync();
    }

    private sealed class PartlyFailingNotifier : ITwoFactorNotifier
    {
        public string Fails { get; set; } = "";

        public List<string> Tried { get; } = [];

        public Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
        {
            var fails = mail.To == Fails;
            Tried.Add(fails ? $"{mail.To} (failed)" : mail.To);
            return fails
                ? Task.FromException(new IOException("The mail server is down."))
                : Task.CompletedTask;
        }
    }

    private async Task<string> StoredAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HeatmapDbContext>();
        return (await database.EmailChanges.SingleAsync()).TokenHash;
    }

    private async Task<string> SignInAsync(string email) =>
        (await SampleSite.SignInAsync(_site.NewBrowser(), email, SampleSite.Password)).Outcome();

    // Without what differs in every answer: the antiforgery token, and who is signed in.
    private static string MainPart(Answer answer) =>
        answer.Body.Split("<main")[1].Split("__RequestVerificationToken")[0];

    [GeneratedRegex("/account/email/[^\\s]+")]
    private static partial Regex Link();
}
