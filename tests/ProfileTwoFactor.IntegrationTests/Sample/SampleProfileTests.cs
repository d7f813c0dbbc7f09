using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleProfileTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("/p/acme")]
    [InlineData("/p/acme/heatmaps/home")]
    [InlineData("/p/acme/settings/members")]
    public async Task ProfilePage_Member_ShowsItAndKeepsItOutOfCaches(string path)
    {
        var mark = await _site.SignedInAsync("mark");

        var answer = await mark.NavigateAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("no-store", answer.Header("Cache-Control"));
        Assert.DoesNotContain("style=", answer.Body);
        Assert.DoesNotContain("<script>", answer.Body);
        Assert.DoesNotContain(" onclick=", answer.Body);
    }

    [Fact]
    public async Task Person_WhoIsOnlyInvited_IsNoMember()
    {
        var nora = await _site.SignedInAsync("nora");

        Assert.Equal("not-a-member", (await nora.GetAsync("/api/p/acme/heatmaps")).Code);
    }

    [Theory]
    [InlineData("ACME")]
    [InlineData("Acme")]
    [InlineData("%61cme")]
    public async Task Id_InAnotherSpelling_NeverGetsRoundThePolicy(string id)
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");

        var answer = await mark.GetAsync($"/api/p/{id}/heatmaps");

        Assert.Equal("binding-required", answer.Code);
        Assert.Equal("acme", answer.Json.GetProperty("profileId").GetString());
    }

    [Fact]
    public async Task MembersPage_NotTheOwner_ShowsTheStatusAndNoButton()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");

        var owners = (await olivia.NavigateAsync("/p/acme/settings/members")).Body;
        var members = (await mark.NavigateAsync("/p/acme/settings/members")).Body;

        Assert.Contains("/two-factor/profiles/acme/manage", owners);
        Assert.Contains("Profile 2FA", members);
        Assert.DoesNotContain("/two-factor/profiles/acme/manage", members);
    }

    [Fact]
    public async Task Removal_OfAMember_EndsTheirAccessAtOnce_AndTheOwnerStays()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");
        var ids = await olivia.MemberIdsAsync();

        var owner = await olivia.RemoveAsync(ids["olivia@example.com"]);
        var byMember = await mark.RemoveAsync(ids["mei@example.com"]);
        var removed = await olivia.RemoveAsync(ids["mark@example.com"]);

        Assert.Equal("conflict", owner.Code);
        Assert.Equal("not-owner", byMember.Code);
        Assert.Equal(HttpStatusCode.NoContent, removed.Status);
        Assert.Equal("not-a-member", (await mark.GetAsync("/api/p/acme/live")).Code);
    }

    [Fact]
    public async Task Removal_LongAfterTheLastCode_TakesAFreshOne()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var ids = await olivia.MemberIdsAsync();
        await olivia.EnableAsync();
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        var answer = await olivia.RemoveAsync(ids["mark@example.com"]);

        Assert.Equal("fresh-verification-required", answer.Code);
    }
}
