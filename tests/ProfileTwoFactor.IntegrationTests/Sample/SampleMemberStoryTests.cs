using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Members come and go and ownership moves while sessions are open.</summary>
public sealed class SampleMemberStoryTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Removal_OfAMember_ShutsThemOutAtOnce_AndAnInvitationStartsFromNothing()
    {
        var (olivia, ids) = await EnabledAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await olivia.RemoveAsync(ids["mark@example.com"])).Status
        );
        Assert.Equal("not-a-member", (await mark.GetAsync("/api/p/acme/live")).Code);

        var token = await olivia.InviteAsync("mark@example.com");
        Assert.Equal("not-a-member", (await mark.GetAsync("/api/p/acme/live")).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await mark.AcceptAsync(token)).Status);

        Assert.NotEqual(
            ids["mark@example.com"],
            (await olivia.MemberIdsAsync())["mark@example.com"]
        );
        Assert.Equal("binding-required", (await mark.GetAsync("/api/p/acme/live")).Code);
        _site.Clock.NextStep();
        Assert.NotEqual(HttpStatusCode.OK, (await mark.VerifyAsync(app.CurrentCode())).Status);
        var anew = await mark.BindAsync();
        Assert.NotEqual(app.Secret, anew.Secret);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);
        _site.Clock.NextStep();
        Assert.Equal("invalid-code", (await mark.VerifyAsync(app.CurrentCode())).Code);
    }

    [Fact]
    public async Task Transfer_ToANewOwner_LetsThemDisable_AndNoLongerTheFormerOne()
    {
        var (olivia, ids) = await EnabledAsync();
        var mark = await _site.SignedInAsync("mark");
        Assert.Equal("binding-required", (await mark.GetAsync("/api/p/acme/live")).Code);

        var transferred = await olivia.PostAsync(
            "/api/p/acme/owner",
            new { memberId = ids["mark@example.com"] }
        );

        Assert.Equal(HttpStatusCode.NoContent, transferred.Status);
        Assert.Equal(HttpStatusCode.OK, (await olivia.GetAsync("/api/p/acme/live")).Status);
        Assert.Equal("not-owner", (await olivia.ProfilePostAsync("acme", "disable")).Code);
        Assert.Equal("not-owner", (await olivia.RemoveAsync(ids["mei@example.com"])).Code);
        Assert.Equal(
            "not-owner",
            (
                await olivia.PostAsync("/api/p/acme/invitations", new { email = "x@example.com" })
            ).Code
        );
        var shown = await mark.NavigateAsync("/p/acme");
        Assert.StartsWith("/two-factor/profiles/acme/bind", shown.Location);
        await mark.BindAsync();
        var disabled = await mark.ProfilePostAsync("acme", "disable");
        Assert.Equal(HttpStatusCode.OK, disabled.Status);
        Assert.Equal(HttpStatusCode.OK, (await olivia.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task Transfer_BadInput_IsRefusedAndTheOwnerStays()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var mark = await _site.SignedInAsync("mark");
        var ids = await olivia.MemberIdsAsync();
        const string path = "/api/p/acme/owner";

        var invited = await olivia.PostAsync(path, new { memberId = ids["nora@example.com"] });
        var oneself = await olivia.PostAsync(path, new { memberId = ids["olivia@example.com"] });
        var unknown = await olivia.PostAsync(path, new { memberId = "nobody" });
        var nothing = await olivia.PostAsync(path, new { });
        var byMember = await mark.PostAsync(path, new { memberId = ids["mark@example.com"] });

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (invited.Status, invited.Code));
        Assert.Equal("conflict", oneself.Code);
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (unknown.Status, unknown.Code));
        Assert.Equal("invalid-request", nothing.Code);
        Assert.Equal("not-owner", byMember.Code);
        var status = (await olivia.StatusAsync()).Json.GetProperty("you");
        Assert.Equal("owner", status.GetProperty("role").GetString());
    }

    [Fact]
    public async Task Removal_AndReset_BadInput_ChangeNothing()
    {
        var (olivia, ids) = await EnabledAsync();

        var unknown = await olivia.RemoveAsync("nobody");
        var oneself = await olivia.RemoveAsync(ids["olivia@example.com"]);
        var resetSelf = await ResetAsync(olivia, ids["olivia@example.com"]);
        var resetUnknown = await ResetAsync(olivia, "nobody");
        var resetInvited = await ResetAsync(olivia, ids["nora@example.com"]);

        Assert.Equal("not-found", unknown.Code);
        Assert.Equal("conflict", oneself.Code);
        Assert.Equal("conflict", resetSelf.Code);
        Assert.Equal("not-found", resetUnknown.Code);
        Assert.Equal("not-found", resetInvited.Code);
        Assert.Equal(ids, await olivia.MemberIdsAsync());
    }

    [Fact]
    public async Task Removal_AndReset_OfMembersOfAnotherProfile_AreRefused()
    {
        var (olivia, ids) = await EnabledAsync();
        var oscar = await _site.SignedInAsync("oscar");
        var elsewhere = (await oscar.GetAsync("/api/p/beta/members"))
            .Json[0]
            .GetProperty("memberId")
            .GetString()!;

        var removed = await olivia.RemoveAsync(elsewhere);
        var reset = await ResetAsync(olivia, elsewhere);
        var transferred = await olivia.PostAsync("/api/p/acme/owner", new { memberId = elsewhere });
        var shown = await olivia.NavigateAsync(ChangePath(elsewhere, "remove"));

        Assert.All(
            [removed, reset, transferred],
            answer =>
                Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.Status, answer.Code))
        );
        Assert.Equal(HttpStatusCode.NotFound, shown.Status);
        Assert.Equal(ids, await olivia.MemberIdsAsync());
        Assert.Equal(HttpStatusCode.OK, (await oscar.GetAsync("/api/p/beta/live")).Status);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("transfer")]
    [InlineData("reset")]
    public async Task Confirmation_LongAfterTheLastCode_AsksForOneAndComesBack(string change)
    {
        var (olivia, ids) = await EnabledAsync();
        _site.Clock.Advance(TimeSpan.FromMinutes(11));
        var path = ChangePath(ids["mark@example.com"], change);

        var answer = await olivia.NavigateAsync(path);

        Assert.StartsWith("/two-factor/profiles/acme/verify?", answer.Location);
        Assert.Contains("fresh=1", answer.Location);
        Assert.Contains($"returnUrl={Uri.EscapeDataString(path)}", answer.Location);
    }

    [Fact]
    public async Task Confirmation_ByAMember_IsRefusedWithoutAskingForACode()
    {
        var (_, ids) = await EnabledAsync();
        var mark = await _site.SignedInAsync("mark");
        await mark.BindAsync();
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        var answer = await mark.NavigateAsync(ChangePath(ids["mei@example.com"], "remove"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("remove", "mark@example.com was removed.")]
    [InlineData("transfer", "mark@example.com is now the Owner.")]
    [InlineData("reset", "mark@example.com binds a new authenticator at their next visit.")]
    public async Task Confirmation_Confirmed_DoesItAndSaysSo(string change, string notice)
    {
        var (olivia, ids) = await EnabledAsync();
        var mark = await _site.SignedInAsync("mark");
        await mark.BindAsync();
        var path = ChangePath(ids["mark@example.com"], change);
        var asked = await olivia.NavigateAsync(path);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/api/p/acme/live")).Status);

        var done = await olivia.SubmitAsync(path, path);
        var shown = await olivia.NavigateAsync(done.Location!);

        Assert.Contains("mark@example.com", asked.Body);
        Assert.Equal("/p/acme/settings/members", done.Location);
        Assert.Contains(notice, shown.Body);
        var after = await mark.GetAsync("/api/p/acme/live");
        Assert.Equal(
            change switch
            {
                "remove" => "not-a-member",
                "reset" => "binding-required",
                _ => null,
            },
            after.Code
        );
    }

    [Theory]
    [InlineData("remove", "olivia@example.com")]
    [InlineData("transfer", "olivia@example.com")]
    [InlineData("transfer", "nora@example.com")]
    [InlineData("reset", "olivia@example.com")]
    [InlineData("reset", "nora@example.com")]
    public async Task Confirmation_OfWhatCannotBe_SaysWhyAndChangesNothing(
        string change,
        string who
    )
    {
        var (olivia, ids) = await EnabledAsync();
        var path = ChangePath(ids[who], change);

        var shown = await olivia.NavigateAsync(path);
        var posted = await olivia.SubmitAsync(path, path);

        Assert.Equal(HttpStatusCode.Conflict, shown.Status);
        Assert.Contains("notice bad", shown.Body);
        Assert.Equal(HttpStatusCode.Conflict, posted.Status);
        Assert.Equal(ids, await olivia.MemberIdsAsync());
    }

    [Theory]
    [InlineData("nobody", "remove")]
    [InlineData(null, "promote")]
    public async Task Confirmation_UnknownMemberOrChange_IsNotFound(string? memberId, string change)
    {
        var (olivia, ids) = await EnabledAsync();

        var answer = await olivia.NavigateAsync(
            ChangePath(memberId ?? ids["mark@example.com"], change)
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task MembersPage_Owner_SeesWhoIsBoundAndWhoIsLocked()
    {
        var (olivia, ids) = await EnabledAsync();
        await (await _site.SignedInAsync("mei")).BindAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("invalid-code", (await mark.VerifyAsync(app.WrongCode())).Code);
        }

        var body = (await olivia.NavigateAsync("/p/acme/settings/members")).Body;

        Assert.Contains("Temporarily locked", body);
        Assert.Contains("Bound since", body);
        Assert.Contains("Not bound yet", body);
        Assert.Contains(ChangePath(ids["mark@example.com"], "reset"), body);
        Assert.DoesNotContain(ChangePath(ids["oscar@example.com"], "reset"), body);
        Assert.DoesNotContain(ChangePath(ids["olivia@example.com"], "remove"), body);
    }

    private static string ChangePath(string memberId, string change) =>
        $"/p/acme/settings/members/{memberId}/{change}";

    private static Task<Answer> ResetAsync(Browser browser, string memberId) =>
        browser.ProfilePostAsync("acme", $"members/{memberId}/reset");

    private async Task<(Browser Olivia, Dictionary<string, string> Ids)> EnabledAsync()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        return (olivia, await olivia.MemberIdsAsync());
    }
}
