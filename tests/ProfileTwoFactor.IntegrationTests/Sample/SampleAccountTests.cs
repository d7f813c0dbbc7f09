using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleAccountTests : IDisposable
{
    private const string Page = "/account/profile";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Name_ThatIsNew_ShowsToOthersAndNoFieldOfTheFormIsAnAddress()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");

        await mark.SubmitAsync(
            Page,
            Page,
            ("Name", "Mark Moss"),
            ("Email", "moss@example.com"),
            ("Password", SampleSite.Password)
        );

        Assert.Contains("Mark Moss", (await olivia.NavigateAsync("/p/acme/settings/members")).Body);
        Assert.Contains("mark@example.com", (await mark.NavigateAsync(Page)).Body);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task Profile_NameThatIsTooLong_ChangesNothing()
    {
        var mark = await _site.SignedInAsync("mark");

        await mark.SubmitAsync(Page, Page, ("Name", new string('x', 81)));
        var shown = await mark.NavigateAsync(Page);

        Assert.Contains("The name is too long.", shown.Body);
        Assert.DoesNotContain("xxx", shown.Body);
    }

    [Fact]
    public async Task Profile_NotSignedIn_AsksToSignIn()
    {
        var answer = await _site.NewBrowser().NavigateAsync(Page);

        Assert.Contains("/account/login", answer.Location);
    }
}
