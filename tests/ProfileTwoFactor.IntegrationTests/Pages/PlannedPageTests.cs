using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The pages of a profile whose members must verify from a date, without script.</summary>
public sealed class PlannedPageTests
{
    private static readonly DateTimeOffset Date = TestClock.Noon.AddDays(14);

    [Fact]
    public async Task Enable_ShowsWhoWouldBeRefusedAndTakesANoticePeriod()
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        var page = await host.GetAsync(PagesHost.Bind);
        var answer = await host.PostAsync(
            PagesHost.Bind,
            ("action", "enable"),
            ("notice", "14"),
            ("code", FakeManager.RightCode)
        );

        Assert.Contains("1 of 4 members", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["0", "7", "14", "30", "60"],
            page.Document.QuerySelectorAll("select[name=notice] option")
                .Select(option => option.GetAttribute("value"))
        );
        Assert.Equal(PagesHost.Manage + "?done=enabled", answer.Location);
        Assert.Equal(Date, host.Manager.ScheduledFrom);
        var done = await host.GetAsync(answer.Location!);
        Assert.Contains("Members get a mail with the date", done.Text, StringComparison.Ordinal);
        Assert.True(done.Has("time[datetime='2026-12-06T12:00:00Z']"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Enable_WithoutANoticePeriod_EnforcesAtOnce(string? notice)
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        await host.PostAsync(
            PagesHost.Bind,
            [("code", FakeManager.RightCode), .. notice is null ? [] : new[] { ("notice", notice) }]
        );

        Assert.True(host.Manager.Enabled);
        Assert.Null(host.Manager.ScheduledFrom);
    }

    [Theory]
    [InlineData("91")]
    [InlineData("-7")]
    [InlineData("soon")]
    [InlineData("7.0")]
    public async Task NoticePeriod_ThatThePageDoesNotOffer_ChangesNothing(string notice)
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        var enable = await host.PostAsync(
            PagesHost.Bind,
            ("notice", notice),
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(HttpStatusCode.BadRequest, enable.Status);
        Assert.False(host.Manager.Enabled);
        (host.Manager.Enabled, host.Manager.IsBound, host.Manager.Verified) = (true, true, true);
        host.Manager.ScheduledFrom = Date;
        var move = await host.PostAsync(PagesHost.Manage + "?handler=date", ("notice", notice));
        Assert.Equal(HttpStatusCode.BadRequest, move.Status);
        Assert.Equal(Date, host.Manager.ScheduledFrom);
    }

    [Fact]
    public async Task Enable_WithAWrongCode_KeepsTheChoice()
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        var page = await host.PostAsync(PagesHost.Bind, ("notice", "30"), ("code", "000000"));

        Assert.True(page.Has("select[name=notice] option[value='30'][selected]"));
    }

    [Fact]
    public async Task Manage_Owner_SeesTheDateAndCanMoveItAndRemind()
    {
        await using var host = await ScheduledOwnerAsync();

        var page = await host.GetAsync(PagesHost.Manage);
        var question = await host.GetAsync(PagesHost.Manage + "?confirm=date");
        var moved = await host.PostAsync(PagesHost.Manage + "?handler=date", ("notice", "30"));
        var reminded = await host.PostAsync(PagesHost.Manage + "?handler=remind");

        Assert.True(page.Has("time[datetime='2026-12-06T12:00:00Z']"));
        Assert.True(page.Has("a[href$='confirm=date']"));
        Assert.Contains("mei@example.com", page.Text, StringComparison.Ordinal);
        Assert.True(question.Has("form[action*='handler=date'] select[name=notice]"));
        Assert.Equal(PagesHost.Manage + "?done=moved", moved.Location);
        Assert.Equal(TestClock.Noon.AddDays(30), host.Manager.ScheduledFrom);
        Assert.Equal(PagesHost.Manage + "?done=reminded", reminded.Location);
        Assert.Contains(
            "Members without an authenticator get a mail",
            (await host.GetAsync(reminded.Location!)).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Manage_OwnerWithAnOlderCode_EntersOneBeforeMovingTheDate()
    {
        await using var host = await ScheduledOwnerAsync();
        host.Manager.Fresh = false;

        var question = await host.GetAsync(PagesHost.Manage + "?confirm=date");
        var moved = await host.PostAsync(PagesHost.Manage + "?handler=date", ("notice", "30"));
        // Before the date no code is required to open the profile; it is for this.
        var verify = await host.GetAsync(question.Location!);

        Assert.StartsWith(PagesHost.Verify + "?fresh=1", question.Location);
        Assert.StartsWith(PagesHost.Verify + "?fresh=1", moved.Location);
        Assert.Equal(HttpStatusCode.OK, verify.Status);
        Assert.True(verify.Has("input[name=code]"));
        Assert.Equal(Date, host.Manager.ScheduledFrom);
    }

    [Fact]
    public async Task Manage_OwnerInANewBrowser_GetsToTheCodeAndNotInACircle()
    {
        await using var host = await ScheduledOwnerAsync();
        host.Manager.Verified = false;

        var question = await host.GetAsync(PagesHost.Manage + "?confirm=disable");
        var verify = await host.GetAsync(question.Location!);

        Assert.Equal(HttpStatusCode.OK, verify.Status);
        Assert.True(verify.Has("input[name=code]"));
    }

    [Fact]
    public async Task Remind_TooSoon_SaysSo()
    {
        await using var host = await ScheduledOwnerAsync();
        host.Manager.Refusals["remind"] = FakeManager.Error(
            TwoFactorErrorCodes.TooManyReminders,
            429,
            TimeSpan.FromHours(5)
        );

        var answer = await host.PostAsync(PagesHost.Manage + "?handler=remind");

        Assert.Equal(PagesHost.Manage + "?done=reminded-before", answer.Location);
        Assert.Contains(
            "less than 24 hours ago",
            (await host.GetAsync(answer.Location!)).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Bind_MemberBeforeTheDate_SaysTheDateAndBinds()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.ScheduledFrom = Date;

        var page = await host.GetAsync(PagesHost.Bind + "?returnUrl=%2Fp%2Facme");
        var verify = await host.GetAsync(PagesHost.Verify);
        var bound = await host.PostAsync(
            PagesHost.Bind + "?returnUrl=%2Fp%2Facme",
            ("code", FakeManager.RightCode)
        );

        Assert.True(page.Has("time[datetime='2026-12-06T12:00:00Z']"));
        Assert.True(page.Has("input[name=code]"));
        Assert.StartsWith(PagesHost.Bind, verify.Location);
        Assert.Equal("/p/acme", bound.Location);
    }

    private static async Task<PagesHost> ScheduledOwnerAsync()
    {
        var host = await PagesHost.StartAsync();
        host.Manager.IsOwner = host.Manager.IsBound = host.Manager.Verified = true;
        host.Manager.ScheduledFrom = Date;
        return host;
    }
}
