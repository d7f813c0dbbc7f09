using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class ManagePageTests
{
    private const string FreshForDisable =
        PagesHost.Verify
        + "?fresh=1&returnUrl=%2Ftwo-factor%2Fprofiles%2Facme%2Fmanage%3Fconfirm%3Ddisable";

    [Fact]
    public async Task Manage_Member_SeesStateAndNoOwnerActions()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = host.Manager.Verified = true;

        var page = await host.GetAsync(PagesHost.Manage);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("2026-11-22 12:00 UTC", page.Text, StringComparison.Ordinal);
        Assert.True(page.Has("time[datetime='2026-11-22T12:00:00Z']"));
        Assert.True(page.Has("a[href='mailto:olivia@example.com']"));
        Assert.True(page.Has("a[href$='confirm=codes']"));
        Assert.True(page.Has("a[href$='confirm=replace']"));
        Assert.False(page.Has("a[href*='confirm=disable']"));
        Assert.False(page.Has("table"));
        Assert.DoesNotContain("members", host.Manager.Calls);
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("?returnUrl=%2Fp%2Facme%2Fsettings", "/p/acme/settings")]
    [InlineData("?returnUrl=https%3A%2F%2Fevil.example", "/")]
    public async Task Manage_Always_HasAWayBackToTheApp(string query, string back)
    {
        await using var host = await PagesHost.StartAsync();

        var page = await host.GetAsync(PagesHost.Manage + query);

        Assert.True(page.Has($".ptf-foot a[href='{back}']"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Manage_InEveryState_HasNoEmptyRowOfButtons(bool enabled, bool bound)
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Enabled = enabled;
        host.Manager.IsBound = host.Manager.Verified = bound;

        var page = await host.GetAsync(PagesHost.Manage);

        Assert.All(
            page.Document.QuerySelectorAll(".ptf-actions"),
            row => Assert.NotEmpty(row.Children)
        );
    }

    [Fact]
    public async Task Manage_OwnerOfAnUnprotectedProfile_CanEnable()
    {
        await using var host = await OwnerAsync();
        host.Manager.Enabled = false;

        var page = await host.GetAsync(PagesHost.Manage);

        Assert.True(page.Has($"a[href='{PagesHost.Bind}']"));
        Assert.False(page.Has("a[href*='confirm=disable']"));
    }

    [Fact]
    public async Task Manage_VerifiedOwner_SeesMembersAndCanResetOthersOnly()
    {
        await using var host = await OwnerAsync();

        var page = await host.GetAsync(PagesHost.Manage);

        Assert.Equal(4, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.True(page.Has("a[href$='confirm=reset&member=m-mark']"));
        Assert.False(page.Has("a[href$='member=m-owner']"));
        Assert.False(page.Has("a[href$='member=m-mei']"));
    }

    [Fact]
    public async Task Manage_UnverifiedOwner_SeesNoMembers()
    {
        await using var host = await OwnerAsync();
        host.Manager.Verified = false;

        var page = await host.GetAsync(PagesHost.Manage);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("mei@example.com", page.Body, StringComparison.Ordinal);
        Assert.True(page.Has($"a[href^='{PagesHost.Verify}?returnUrl=']"));
    }

    [Fact]
    public async Task Disable_Question_ChangesNothingAndLeadsBack()
    {
        await using var host = await OwnerAsync();

        var question = await host.GetAsync(
            PagesHost.Manage + "?confirm=disable&returnUrl=%2Fmembers%3Fa%3D1"
        );

        Assert.Equal("Disable", question.Document.QuerySelector("main button")!.TextContent);
        Assert.True(question.Has("a[href='/members?a=1']"));
        Assert.True(host.Manager.Enabled);
        Assert.DoesNotContain("disable", host.Manager.Calls);
    }

    [Theory]
    [InlineData("%2Fmembers", "/members?ptf-done=disabled")]
    [InlineData("%2Fmembers%3Fa%3D1%26ptf-done%3Denabled%23x", "/members?a=1&ptf-done=disabled#x")]
    [InlineData("https%3A%2F%2Fevil.example", PagesHost.Manage + "?done=disabled")]
    public async Task Disable_FromAPageOfTheHost_ReturnsThere(string from, string to)
    {
        await using var host = await OwnerAsync();

        var answer = await host.PostAsync(PagesHost.Manage + $"?handler=disable&returnUrl={from}");

        Assert.False(host.Manager.Enabled);
        Assert.Equal(to, answer.Location);
    }

    [Fact]
    public async Task Disable_ByAFormThatIsSentTwice_SaysThatItIsOff()
    {
        await using var host = await OwnerAsync();
        host.Manager.Refusals["disable"] = FakeManager.Error(TwoFactorErrorCodes.NotEnabled, 409);

        var answer = await host.PostAsync(PagesHost.Manage + "?handler=disable");

        Assert.Equal(PagesHost.Manage + "?done=disabled", answer.Location);
    }

    [Fact]
    public async Task Disable_Confirmed_SwitchesOffAndSaysSo()
    {
        await using var host = await OwnerAsync();

        var answer = await host.PostAsync(PagesHost.Manage + "?handler=disable");
        var page = await host.GetAsync(answer.Location!);

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.False(host.Manager.Enabled);
        Assert.Contains(
            "is off",
            page.Document.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Disable_StaleVerification_AsksForAFreshCodeAndComesBackToTheQuestion()
    {
        await using var host = await OwnerAsync();
        host.Manager.Fresh = false;

        var answer = await host.PostAsync(PagesHost.Manage + "?handler=disable");
        var asked = await host.GetAsync(PagesHost.Manage + "?confirm=disable");
        var code = await host.PostAsync(answer.Location!, ("code", FakeManager.RightCode));
        var question = await host.GetAsync(code.Location!);

        Assert.Equal(FreshForDisable, answer.Location);
        Assert.Equal(FreshForDisable, asked.Location);
        Assert.Equal(PagesHost.Manage + "?confirm=disable", code.Location);
        Assert.Equal("Disable two-factor authentication?", question.Heading);
        Assert.True(host.Manager.Enabled);
    }

    [Fact]
    public async Task Disable_QuestionWithoutVerification_AsksForTheCodeFirst()
    {
        await using var host = await OwnerAsync();
        host.Manager.Verified = false;

        var answer = await host.GetAsync(PagesHost.Manage + "?confirm=disable");

        Assert.Equal(FreshForDisable, answer.Location);
    }

    [Fact]
    public async Task Disable_StaleVerification_KeepsWhereTheOwnerCameFrom()
    {
        await using var host = await OwnerAsync();
        host.Manager.Fresh = false;

        var asked = await host.GetAsync(PagesHost.Manage + "?confirm=disable&returnUrl=%2Fmembers");
        var code = await host.PostAsync(asked.Location!, ("code", FakeManager.RightCode));
        var question = await host.GetAsync(code.Location!);
        var off = await host.PostAsync(
            question.Document.QuerySelector("main form")!.GetAttribute("action")!
        );

        Assert.Equal("/members?ptf-done=disabled", off.Location);
    }

    [Fact]
    public async Task Disable_ByAMember_Answers403()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["disable"] = FakeManager.Error(TwoFactorErrorCodes.NotOwner, 403);

        var page = await host.PostAsync(PagesHost.Manage + "?handler=disable");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("Only the Owner can do this", page.Heading);
    }

    [Fact]
    public async Task Reset_AsksFirstAndResetsThatMember()
    {
        await using var host = await OwnerAsync();

        var question = await host.GetAsync(PagesHost.Manage + "?confirm=reset&member=m-mark");
        var answer = await host.PostAsync(
            PagesHost.Manage + "?handler=reset",
            ("memberId", "m-mark")
        );

        Assert.Contains("mark@example.com", question.Text, StringComparison.Ordinal);
        Assert.True(question.Has("input[type=hidden][name=memberId][value=m-mark]"));
        Assert.Contains("reset m-mark", host.Manager.Calls);
        Assert.Equal(PagesHost.Manage + "?done=reset", answer.Location);
    }

    [Fact]
    public async Task Reset_UnknownMember_ShowsTheListInstead()
    {
        await using var host = await OwnerAsync();

        var page = await host.GetAsync(PagesHost.Manage + "?confirm=reset&member=nobody");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Has("table"));
    }

    [Fact]
    public async Task Link_WithAStatusInItsQuery_CannotMakeThePageSayWhatIsNotSo()
    {
        await using var host = await OwnerAsync();

        var page = await host.GetAsync(PagesHost.Manage + "?done=disabled");

        Assert.False(page.Has("[role=status]"));
    }

    [Fact]
    public async Task Manage_AfterEnabling_AdvisesBackupCodes()
    {
        await using var host = await OwnerAsync();

        var page = await host.GetAsync(PagesHost.Manage + "?done=enabled");

        Assert.Contains(
            "Create backup codes",
            page.Document.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Members_Many_ArePagedAndFound()
    {
        await using var host = await OwnerAsync();
        host.Manager.Members.AddRange(
            Enumerable
                .Range(0, 120)
                .Select(n => new MemberBindingInfo(
                    $"m{n}",
                    $"person{n}@example.com",
                    MemberBindingState.Bound,
                    TestClock.Noon
                ))
        );

        var first = await host.GetAsync(PagesHost.Manage);
        var last = await host.GetAsync(PagesHost.Manage + "?page-number=99999999999999");
        var third = await host.GetAsync(PagesHost.Manage + "?page-number=3");
        var found = await host.GetAsync(PagesHost.Manage + "?search=PERSON119");

        Assert.Equal(50, first.Document.QuerySelectorAll("tbody tr").Length);
        Assert.True(first.Has("a[rel=next]"));
        Assert.Equal(50, last.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(24, third.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Single(found.Document.QuerySelectorAll("tbody tr"));
    }

    private static async Task<PagesHost> OwnerAsync()
    {
        var host = await PagesHost.StartAsync();
        host.Manager.IsOwner = host.Manager.IsBound = host.Manager.Verified = true;
        return host;
    }
}
