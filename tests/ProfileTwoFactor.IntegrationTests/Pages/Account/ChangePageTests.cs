using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

/// <summary>Reset token, new backup codes, disable.</summary>
public sealed class ChangePageTests
{
    public static TheoryData<string, string> Changes =>
        new()
        {
            { AccountPagesHost.Replace, "?handler=begin" },
            { AccountPagesHost.Codes, "" },
            { AccountPagesHost.Disable, "" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_WithoutAFreshCode_AsksForOneAndComesBack(string page, string handler)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, app, _) = await host.EnableAsync("mei");
        var open = await mei.OpenAsync(page);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var toVerify = $"{AccountPagesHost.Verify}?fresh=1&returnUrl={Uri.EscapeDataString(page)}";

        var looked = await mei.OpenAsync(page);
        var posted = await mei.PostAsync(page + handler, ("confirmed", "true"));
        var asked = await mei.OpenAsync(looked.Location!);
        var back = await mei.SubmitAsync(asked, null, ("code", app.CurrentCode()));

        Assert.Equal(HttpStatusCode.OK, open.Status);
        Assert.Equal(toVerify, looked.Location);
        Assert.Equal(toVerify, posted.Location);
        Assert.Equal(page, back.Location);
        Assert.Equal(HttpStatusCode.OK, (await mei.OpenAsync(page)).Status);
        Assert.Contains("On", (await mei.OpenAsync(AccountPagesHost.Status)).Text);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_WhenItIsOff_LeadsToTheStatus(string page, string handler)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        Assert.Equal(AccountPagesHost.Status, (await mei.OpenAsync(page)).Location);
        Assert.Equal(
            AccountPagesHost.Status,
            (await mei.PostAsync(page + handler, ("confirmed", "true"))).Location
        );
        Assert.Contains("Off", (await mei.OpenAsync(AccountPagesHost.Status)).Text);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_InAPartialSignInOrAnonymous_ChangesNothing(string page, string handler)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (known, _, _) = await host.EnableAsync("mei");
        var half = await host.PasswordAsync("mei");
        var nobody = await host.AnonymousAsync();

        var partialSignIn = await half.PostAsync(page + handler, ("confirmed", "true"));
        var anonymous = await nobody.PostAsync(page + handler, ("confirmed", "true"));

        Assert.Equal(
            $"{AccountPagesHost.Verify}?returnUrl={Uri.EscapeDataString(page)}",
            partialSignIn.Location
        );
        Assert.StartsWith("https://localhost/Account/Login?", anonymous.Location);
        Assert.Contains("10 left", (await known.OpenAsync(AccountPagesHost.Status)).Text);
    }

    [Fact]
    public async Task ResetToken_OldAuthenticatorWorksUntilTheNewOneIsProven()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, old, oldCodes) = await host.EnableAsync("mei");

        var shown = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Replace), "begin");
        var app = mei.AppOf(shown);
        var meanwhile = await host.PasswordAsync("mei");
        await meanwhile.PostAsync(AccountPagesHost.Verify, ("code", old.CurrentCode()));
        var before = await meanwhile.WhoAsync();
        host.Clock.NextStep();
        var issued = await mei.SubmitAsync(shown, null, ("code", app.CurrentCode()));
        host.Clock.NextStep();
        var later = await host.PasswordAsync("mei");
        var refused = await later.PostAsync(AccountPagesHost.Verify, ("code", old.CurrentCode()));
        var oldBackup = await later.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", oldCodes[0])
        );
        await later.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));

        Assert.Equal("mei", before);
        Assert.Equal(10, Person.CodesOf(issued).Except(oldCodes).Count());
        Assert.Equal(
            AccountPagesHost.Status + "?ptf-done=new-token",
            (await mei.SubmitAsync(issued, "finish")).Location
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(HttpStatusCode.BadRequest, oldBackup.Status);
        Assert.Equal("mei", await later.WhoAsync());
        Assert.Equal("mei", await mei.WhoAsync());
    }

    [Fact]
    public async Task NewBackupCodes_EndTheOldOnes()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, old) = await host.EnableAsync("mei");

        var issued = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Codes));
        var later = await host.PasswordAsync("mei");
        var refused = await later.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", old[0])
        );
        await later.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", Person.CodesOf(issued)[9])
        );

        Assert.Equal(10, Person.CodesOf(issued).Except(old).Count());
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("mei", await later.WhoAsync());
    }

    [Fact]
    public async Task Disable_TakesAConfirmation_AndThenThePasswordAloneIsEnough()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");

        var page = await mei.FollowAsync(
            await mei.OpenAsync(AccountPagesHost.Status),
            AccountPagesHost.Disable
        );
        var still = await mei.OpenAsync(AccountPagesHost.Status);
        var off = await mei.SubmitAsync(page);
        var told = await mei.OpenAsync(off.Location!);

        Assert.Equal("Disable two-factor authentication?", page.Heading);
        Assert.Contains("10 left", still.Text);
        Assert.Contains("Two-factor authentication is off.", told.Text);
        Assert.Equal("mei", await (await host.PasswordAsync("mei")).WhoAsync());
    }

    [Theory]
    [InlineData("on", "Two-factor authentication is on.")]
    [InlineData("new-token", "Your new authenticator is active.")]
    [InlineData("new-codes", "Your new backup codes are active.")]
    [InlineData("<script>", "script")]
    public async Task Notice_ThatIsNotTrue_IsNotSaid(string notice, string text)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        var page = await mei.OpenAsync(
            $"{AccountPagesHost.Status}?ptf-done={Uri.EscapeDataString(notice)}"
        );

        Assert.DoesNotContain(text, page.Document.QuerySelector("main")!.TextContent);
        Assert.False(page.Has("[role=status]"));
    }
}
