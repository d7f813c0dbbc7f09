using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleAccountTests : IDisposable
{
    private const string Page = "/account/profile";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_new_name_and_address_keep_the_authenticator_and_the_open_sessions()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        var ids = await olivia.MemberIdsAsync();

        await mark.SubmitAsync(
            Page,
            Page,
            ("Name", "Mark Moss"),
            ("Email", "Moss@example.com"),
            ("Password", SampleSite.Password)
        );

        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        Assert.Contains("moss@example.com", (await mark.NavigateAsync("/")).Body);
        Assert.Equal(ids["mark@example.com"], (await olivia.MemberIdsAsync())["moss@example.com"]);
        var list = (await olivia.NavigateAsync("/p/acme/settings/members")).Body;
        Assert.Contains("Mark Moss", list);
        _site.Clock.NextStep();
        var elsewhere = _site.NewBrowser();
        await SampleSite.SignInAsync(elsewhere, "moss@example.com", SampleSite.Password);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.VerifyAsync(app.CurrentCode())).Status);
    }

    [Theory]
    [InlineData("moss@example.com", "wrong", "To change the e-mail, enter your password.")]
    [InlineData("mei@example.com", SampleSite.Password, "That e-mail can&#x27;t be used.")]
    [InlineData("moss", SampleSite.Password, "That is no e-mail address.")]
    public async Task Profile_BadInput_ChangesNothing(string email, string password, string notice)
    {
        var mark = await _site.SignedInAsync("mark");

        await mark.SubmitAsync(Page, Page, ("Name", "X"), ("Email", email), ("Password", password));
        var shown = await mark.NavigateAsync(Page);

        Assert.Contains(notice, shown.Body);
        Assert.Contains("value=\"mark@example.com\"", shown.Body);
        Assert.DoesNotContain("value=\"X\"", shown.Body);
    }

    [Fact]
    public async Task An_address_somebody_left_can_be_invited_and_is_another_person()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");
        await mark.SubmitAsync(
            Page,
            Page,
            ("Email", "moss@example.com"),
            ("Password", SampleSite.Password)
        );

        var taken = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "moss@example.com" }
        );
        var token = await olivia.InviteAsync("mark@example.com");
        var byMark = await mark.AcceptAsync(token);

        Assert.Equal("conflict", taken.Code);
        Assert.Equal(HttpStatusCode.Forbidden, byMark.Status);
    }

    [Fact]
    public async Task Profile_NotSignedIn_AsksToSignIn()
    {
        var answer = await _site.NewBrowser().NavigateAsync(Page);

        Assert.Contains("/account/login", answer.Location);
    }
}
