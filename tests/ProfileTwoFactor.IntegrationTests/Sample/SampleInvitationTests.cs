using System.Net;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleInvitationTests : IDisposable
{
    private const string Password = "tin-kettle-orbit";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task An_address_without_an_account_chooses_a_password_and_is_in()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync(" New@Example.com ");
        var newcomer = _site.NewBrowser();

        var accepted = await newcomer.AcceptAsync(token, Password);

        Assert.Equal(HttpStatusCode.NoContent, accepted.Status);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.GetAsync("/api/p/acme/heatmaps")).Status);
        var again = _site.NewBrowser();
        var signIn = await SampleSite.SignInAsync(again, "new@example.com", Password);
        Assert.Equal(HttpStatusCode.NoContent, signIn.Status);
    }

    [Fact]
    public async Task A_person_with_an_account_accepts_without_a_password()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var nora = await _site.SignedInAsync("nora");

        var accepted = await nora.AcceptAsync(await olivia.InviteAsync("nora@example.com"));

        Assert.Equal(HttpStatusCode.NoContent, accepted.Status);
        Assert.Equal(HttpStatusCode.OK, (await nora.GetAsync("/api/p/acme/heatmaps")).Status);
    }

    [Fact]
    public async Task The_mail_has_the_link_and_says_nothing_of_two_factor()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();

        var token = await olivia.InviteAsync("new@example.com");

        var mail = Assert.Single(await olivia.MailsToAsync("new@example.com"));
        var text = mail.GetProperty("text").GetString()!;
        Assert.StartsWith("Invitation", mail.GetProperty("subject").GetString());
        Assert.Contains($"/invitations/{token}", text);
        Assert.DoesNotContain("factor", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("2FA", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("authenticator", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_database_holds_no_invitation_that_could_be_accepted()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");

        await using var scope = _site.Services.CreateAsyncScope();
        var kept = await scope
            .ServiceProvider.GetRequiredService<HeatmapDbContext>()
            .Invitations.SingleAsync();

        Assert.DoesNotContain(token, kept.TokenHash);
        Assert.True(token.Length >= 43);
        var answer = await _site.NewBrowser().AcceptAsync(kept.TokenHash, Password);
        Assert.Equal("not-found", answer.Code);
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");
        var newcomer = _site.NewBrowser();
        await newcomer.AcceptAsync(token, Password);

        var twice = await newcomer.AcceptAsync(token);
        var byAnother = await _site.NewBrowser().AcceptAsync(token, Password);

        Assert.Equal((HttpStatusCode.Conflict, "invitation-used"), (twice.Status, twice.Code));
        Assert.Equal("invitation-used", byAnother.Code);
    }

    [Fact]
    public async Task A_removed_member_does_not_come_back_by_the_old_invitation()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("nora@example.com");
        var nora = await _site.SignedInAsync("nora");
        Assert.Equal(HttpStatusCode.NoContent, (await nora.AcceptAsync(token)).Status);
        await olivia.RemoveAsync((await olivia.MemberIdsAsync())["nora@example.com"]);

        var answer = await nora.AcceptAsync(token);
        var form = await nora.NavigateAsync($"/invitations/{token}");

        Assert.Equal((HttpStatusCode.Conflict, "invitation-used"), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Equal("not-a-member", (await nora.GetAsync("/api/p/acme/live")).Code);
        Assert.DoesNotContain("nora@example.com", (await olivia.MemberIdsAsync()).Keys);
    }

    [Fact]
    public async Task Two_acceptances_at_once_make_one_account()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");
        var browsers = Enumerable.Range(0, 6).Select(_ => _site.NewBrowser()).ToList();

        var answers = await Task.WhenAll(
            browsers.Select(browser => browser.AcceptAsync(token, Password))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.NoContent),
            answer => Assert.Contains(answer.Code, new[] { "invitation-used", "sign-in-required" })
        );
    }

    [Fact]
    public async Task A_second_invitation_withdraws_the_earlier_one()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var before = (await olivia.MemberIdsAsync())["nora@example.com"];
        var first = await olivia.InviteAsync("nora@example.com");
        var second = await olivia.InviteAsync("nora@example.com");
        var nora = await _site.SignedInAsync("nora");

        var withFirst = await nora.AcceptAsync(first);
        var withSecond = await nora.AcceptAsync(second);

        Assert.Equal("invitation-used", withFirst.Code);
        Assert.Equal(HttpStatusCode.NoContent, withSecond.Status);
        Assert.NotEqual(before, (await olivia.MemberIdsAsync())["nora@example.com"]);
    }

    [Fact]
    public async Task An_invitation_withdrawn_by_the_owner_is_over()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");
        await olivia.RemoveAsync((await olivia.MemberIdsAsync())["new@example.com"]);

        var answer = await _site.NewBrowser().AcceptAsync(token, Password);

        Assert.Equal("invitation-used", answer.Code);
        var signIn = await SampleSite.SignInAsync(_site.NewBrowser(), "new@example.com", Password);
        Assert.Equal("invalid-credentials", signIn.Code);
    }

    [Fact]
    public async Task Another_person_cannot_accept_an_invitation()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("nora@example.com");
        var zoe = await _site.SignedInAsync("zoe");

        var answer = await zoe.AcceptAsync(token, Password);
        var page = await zoe.NavigateAsync($"/invitations/{token}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("forbidden", answer.Code);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("not-a-member", (await zoe.GetAsync("/api/p/acme/live")).Code);
        var nora = await _site.SignedInAsync("nora");
        Assert.Equal(HttpStatusCode.NoContent, (await nora.AcceptAsync(token)).Status);
    }

    [Fact]
    public async Task An_account_that_exists_is_not_taken_over_by_an_invitation()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("nora@example.com");

        var answer = await _site.NewBrowser().AcceptAsync(token, Password);

        Assert.Equal("sign-in-required", answer.Code);
        var signIn = await SampleSite.SignInAsync(_site.NewBrowser(), "nora@example.com", Password);
        Assert.Equal("invalid-credentials", signIn.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("Password123")]
    [InlineData("abababababab")]
    [InlineData("new@example.com")]
    public async Task A_guessed_password_creates_nothing(string? password)
    {
        var olivia = await _site.SignedInAsync("olivia");
        var token = await olivia.InviteAsync("new@example.com");

        var answer = await _site.NewBrowser().AcceptAsync(token, password);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid-password", answer.Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _site.NewBrowser().AcceptAsync(token, Password)).Status
        );
    }

    [Fact]
    public async Task Bad_input_is_refused_and_invites_no_one()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");
        const string path = "/api/p/acme/invitations";
        var before = (await olivia.MemberIdsAsync()).Count;

        var member = await olivia.PostAsync(path, new { email = "MARK@example.com" });
        var owner = await olivia.PostAsync(path, new { email = "olivia@example.com" });
        var byMember = await mark.PostAsync(path, new { email = "new@example.com" });
        var noAddress = await olivia.PostAsync(path, new { email = "new" });
        var twoLines = await olivia.PostAsync(
            path,
            new { email = "a@b.example\r\nBcc: c@d.example" }
        );
        var nothing = await olivia.PostAsync(path);

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (member.Status, member.Code));
        Assert.Equal("conflict", owner.Code);
        Assert.Equal("not-owner", byMember.Code);
        Assert.Equal("invalid-request", noAddress.Code);
        Assert.Equal("invalid-request", twoLines.Code);
        Assert.Equal("invalid-request", nothing.Code);
        Assert.Equal(before, (await olivia.MemberIdsAsync()).Count);
        Assert.Empty((await olivia.GetAsync("/dev/mail")).Json.EnumerateArray());
    }

    [Fact]
    public async Task The_accept_page_asks_an_address_without_an_account_for_a_password_and_lets_in()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var path = $"/invitations/{await olivia.InviteAsync("new@example.com")}";
        var newcomer = _site.NewBrowser();

        var refused = await newcomer.SubmitAsync(path, path, ("Password", "short"));
        var joined = await newcomer.SubmitAsync(path, path, ("Password", Password));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("new-password", refused.Body);
        Assert.DoesNotContain("<script>", refused.Body);
        Assert.Equal("/p/acme", joined.Location);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.NavigateAsync("/p/acme")).Status);
        var later = await newcomer.NavigateAsync(path);
        Assert.Equal(HttpStatusCode.Conflict, later.Status);
        Assert.Contains("This invitation is no longer valid", later.Body);
    }

    [Fact]
    public async Task The_accept_page_of_an_unknown_token_is_not_found()
    {
        var answer = await _site.NewBrowser().NavigateAsync("/invitations/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task The_form_of_the_members_page_invites_and_says_so()
    {
        var olivia = await _site.SignedInAsync("olivia");
        const string page = "/p/acme/settings/members";

        var sent = await olivia.SubmitAsync(
            page,
            $"{page}?handler=Invite",
            ("email", "nora@example.com")
        );
        var shown = await olivia.NavigateAsync(sent.Location!);
        var again = await olivia.SubmitAsync(
            page,
            $"{page}?handler=Invite",
            ("email", "mark@example.com")
        );
        var refused = await olivia.NavigateAsync(again.Location!);

        Assert.Contains("nora@example.com is invited.", shown.Body);
        Assert.Contains("mark@example.com is already a member.", refused.Body);
        Assert.Single(await olivia.MailsToAsync("nora@example.com"));
    }
}
