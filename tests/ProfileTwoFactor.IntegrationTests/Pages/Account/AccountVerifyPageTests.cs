using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

public sealed class AccountVerifyPageTests
{
    private const string ToReport = AccountPagesHost.Verify + "?returnUrl=%2Freport%3Fa%3D1";

    [Fact]
    public async Task SignIn_WithTheCode_SaysWhoseItIs_AndGoesOn()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");

        var asked = await mei.OpenAsync(ToReport);
        var before = await mei.WhoAsync();
        var done = await mei.SubmitAsync(asked, null, ("code", app.CurrentCode()));

        Assert.Contains("Signing in as mei@example.com", asked.Text);
        Assert.Equal("", before);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Equal("/report?a=1", done.Location);
        Assert.Equal("mei", await mei.WhoAsync());
    }

    [Fact]
    public async Task SignIn_WithAWrongOrAUsedCode_SaysWhatToDo_AndDoesNotSignIn()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var used = app.CurrentCode();
        var first = await host.PasswordAsync("mei");
        await first.PostAsync(AccountPagesHost.Verify, ("code", used));
        var mei = await host.PasswordAsync("mei");

        foreach (var code in new[] { app.WrongCode(), used, "", "12 34" })
        {
            var refused = await mei.PostAsync(ToReport, ("code", code));

            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.Contains("Wait for the next code", refused.Text);
            Assert.Contains(
                "returnUrl=%2Freport%3Fa%3D1",
                refused.Document.QuerySelector("form")!.GetAttribute("action")
            );
            Assert.Equal("", await mei.WhoAsync());
        }
    }

    [Fact]
    public async Task TooManyWrongCodes_SayUntilWhen()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");
        for (var i = 0; i < 5; i++)
        {
            await mei.PostAsync(AccountPagesHost.Verify, ("code", app.WrongCode()));
        }

        var locked = await mei.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));

        Assert.Equal(HttpStatusCode.TooManyRequests, locked.Status);
        Assert.Equal("30", locked.Header("Retry-After"));
        Assert.Contains("Try again in 30 seconds (at 12:01:00 UTC)", locked.Text);
    }

    [Fact]
    public async Task BlockedAuthenticator_LeadsToSupport_NotToTheOwner()
    {
        await using var host = await AccountPagesHost.StartAsync(pages =>
            pages.Support = new SupportLink("help@example.com", new Uri("mailto:help@example.com"))
        );
        var (known, app, _) = await host.EnableAsync("mei");
        for (var i = 0; i < 100; i++)
        {
            await known.Browser.AccountVerifyAsync(app.WrongCode());
            host.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        var mei = await host.PasswordAsync("mei");
        var blocked = await mei.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));

        Assert.Contains("Ask the support of this site", blocked.Text);
        Assert.DoesNotContain("Owner", blocked.Text);
        Assert.False(blocked.Has("#code"));
        Assert.Equal(
            "help@example.com",
            blocked.Document.QuerySelector("a[href='mailto:help@example.com']")!.TextContent
        );
    }

    [Fact]
    public async Task BackupCode_SignsIn_AndWarnsWhenThreeAreLeft()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, _, codes) = await host.EnableAsync("mei");
        var locations = new List<string?>();
        Person mei = null!;
        foreach (var code in codes.Take(7))
        {
            mei = await host.PasswordAsync("mei");
            var asked = await mei.OpenAsync(ToReport);
            var done = await mei.SubmitAsync(asked, "backup", ("backupCode", code));
            locations.Add(done.Location);
        }

        var warned = await mei.OpenAsync(locations[^1]!);
        var status = await mei.OpenAsync(AccountPagesHost.Status);

        Assert.All(locations.SkipLast(1), location => Assert.Equal("/report?a=1", location));
        Assert.Contains("Unused backup codes left: 3", warned.Text);
        Assert.True(warned.Has("a[href='/report?a=1']"));
        Assert.True(warned.Has($"a[href='{AccountPagesHost.Codes}']"));
        Assert.Contains(
            "Unused backup codes left: 3",
            status.Document.QuerySelector(".ptf-alert")!.TextContent
        );
    }

    [Fact]
    public async Task BackupCode_UsedOrMistyped_IsRefused_WithItsFieldOpen()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, _, codes) = await host.EnableAsync("mei");
        var first = await host.PasswordAsync("mei");
        await first.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", codes[0])
        );
        var mei = await host.PasswordAsync("mei");

        var refused = await mei.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", codes[0])
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Each code works once", refused.Text);
        Assert.True(refused.Has("details[open] #backupCode[aria-invalid=true]"));
        Assert.Equal("", await mei.WhoAsync());
    }

    [Fact]
    public async Task SignIn_WhoseTimeIsOver_LeadsBackToTheHostsSignIn()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");
        var asked = await mei.OpenAsync(ToReport);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var late = await mei.SubmitAsync(asked, null, ("code", app.CurrentCode()));
        var opened = await mei.OpenAsync(ToReport);
        var again = await mei.OpenAsync(
            late.Document.QuerySelector("a.ptf-button")!.GetAttribute("href")!
        );

        Assert.All(
            [late, opened],
            answer =>
            {
                Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
                Assert.Equal("Please sign in again", answer.Heading);
            }
        );
        Assert.Equal("https://localhost/Account/Login?ReturnUrl=%2Freport%3Fa%3D1", again.Location);
        Assert.Equal("", await mei.WhoAsync());
    }

    [Fact]
    public async Task Cancel_GivesTheSignInUp()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");
        var asked = await mei.OpenAsync(ToReport);

        var cancelled = await mei.SubmitAsync(asked, "cancel");
        var late = await mei.SubmitAsync(asked, null, ("code", app.CurrentCode()));

        Assert.Equal("/", cancelled.Location);
        Assert.Equal("Please sign in again", late.Heading);
        Assert.Equal("", await mei.WhoAsync());
    }

    [Fact]
    public async Task SessionThatHasYetToProveItself_IsAskedHere_AndCancelEndsIt()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var kept = await host.AnonymousAsync();
        await kept.Browser.SignInAsync("mei");
        var ended = await host.AnonymousAsync();
        await ended.Browser.SignInAsync("mei");

        var sent = await kept.OpenAsync(AccountPagesHost.Status);
        var asked = await kept.OpenAsync(sent.Location!);
        var proven = await kept.SubmitAsync(asked, null, ("code", app.CurrentCode()));
        await ended.SubmitAsync(await ended.OpenAsync(AccountPagesHost.Verify), "cancel");

        Assert.Equal(AccountPagesHost.Verify + "?returnUrl=%2Ftwo-factor%2Faccount", sent.Location);
        Assert.Equal(AccountPagesHost.Status, proven.Location);
        Assert.Equal("mei", await kept.WhoAsync());
        Assert.Equal(
            "Please sign in again",
            (await ended.OpenAsync(AccountPagesHost.Verify)).Heading
        );
    }

    [Fact]
    public async Task PageOfAProfile_OpenedInAPartialSignIn_LeadsToTheCodeOfTheAccount()
    {
        await using var host = await AccountPagesHost.StartAsync();
        await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");

        var sent = await mei.OpenAsync(PagesHost.Manage + "?confirm=codes");

        Assert.Equal(
            AccountPagesHost.Verify
                + "?returnUrl="
                + Uri.EscapeDataString(PagesHost.Manage + "?confirm=codes"),
            sent.Location
        );
    }

    [Fact]
    public async Task SignedIn_IsAskedOnlyWhenACodeIsWanted()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var mark = await host.PasswordAsync("mark");

        Assert.Equal("/report?a=1", (await mei.OpenAsync(ToReport)).Location);
        Assert.Contains(
            "This step requires a new code",
            (await mei.OpenAsync(ToReport + "&fresh=1")).Text
        );
        Assert.Equal("/report?a=1", (await mark.OpenAsync(ToReport + "&fresh=1")).Location);
    }

    [Fact]
    public async Task ReturnAddress_OffTheSiteOrRoundInCircles_IsNotFollowed()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        foreach (
            var evil in ReturnUrlTests
                .Evil.Append("/two-factor/account/verify")
                .Append("/TWO-FACTOR/account/%76erify/?fresh=1")
        )
        {
            var url =
                $"{AccountPagesHost.Verify}?returnUrl={string.Concat(System.Text.Encoding.UTF8.GetBytes(evil).Select(b => $"%{b:X2}"))}";

            var location = (await mei.OpenAsync(url)).Location!;

            Assert.True(
                new Uri(new Uri("https://localhost"), location).Host == "localhost"
                    && !location.StartsWith("//", StringComparison.Ordinal)
                    && !location.Contains("verify", StringComparison.OrdinalIgnoreCase),
                $"{evil} -> {location}"
            );
        }
    }
}
