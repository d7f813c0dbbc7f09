using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

public sealed class SetupPageTests
{
    [Fact]
    public async Task Setup_FromTheStatusToTheConfirmation_SwitchesOn()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        var off = await mei.OpenAsync(AccountPagesHost.Status);
        var shown = await mei.SubmitAsync(off, "begin");
        var asked = await mei.FollowAsync(shown);
        var codes = await mei.SubmitAsync(asked, null, ("code", mei.AppOf(shown).CurrentCode()));
        var finished = await mei.SubmitAsync(codes, "finish");
        var on = await mei.OpenAsync(finished.Location!);

        Assert.Contains("Off", off.Document.QuerySelector(".ptf-badge")!.TextContent);
        Assert.Equal(
            "false",
            off.Document.QuerySelector("[role=switch]")!.GetAttribute("aria-checked")
        );
        Assert.Contains("Step 1 of 3", shown.Text);
        Assert.True(shown.Has(".ptf-qr svg"));
        Assert.False(shown.Has("#code"));
        Assert.Equal("Verify Authentication Setup", asked.Heading);
        Assert.Contains("Step 2 of 3", asked.Text);
        Assert.Null(Person.SecretOf(asked));
        Assert.Contains("Step 3 of 3", codes.Text);
        Assert.Contains("Guard these codes like a password", codes.Text);
        Assert.Equal(10, Person.CodesOf(codes).Distinct().Count());
        Assert.Equal(
            "true",
            on.Document.QuerySelector("[role=switch]")!.GetAttribute("aria-checked")
        );
        Assert.Contains(
            "Two-factor authentication is on.",
            on.Document.QuerySelector("[role=status]")!.TextContent
        );
        Assert.Contains("2026-11-22 12:00 UTC", on.Text);
        Assert.Contains("10 left", on.Text);
        Assert.Equal("", await (await host.PasswordAsync("mei")).WhoAsync());
    }

    [Fact]
    public async Task Setup_OnTheWayToAPage_GoesOnThereWithItsQuery()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var address = $"{AccountPagesHost.Setup}?returnUrl=%2Fstaff%3Fa%3D1%26b%3D%25C3%25A9";

        var shown = await mei.SubmitAsync(await mei.OpenAsync(address), "begin");
        var codes = await mei.EnterAsync(shown, mei.AppOf(shown).CurrentCode());
        var again = await mei.OpenAsync(address);

        var finished = await mei.SubmitAsync(codes, "finish");
        Assert.Equal("/staff?a=1&b=%C3%A9", finished.Location);
        Assert.Equal("/staff?a=1&b=%C3%A9", again.Location);
    }

    [Fact]
    public async Task Setup_LeftUnfinished_StaysOff()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");

        Assert.Contains("Off", (await mei.OpenAsync(AccountPagesHost.Status)).Text);
        Assert.Equal("mei", await (await host.PasswordAsync("mei")).WhoAsync());
    }

    [Fact]
    public async Task Setup_WrongCode_ShowsNoSecretAgain_AndTheEntryInTheAppStaysGood()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var shown = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");
        var app = mei.AppOf(shown);

        var wrong = await mei.EnterAsync(shown, app.WrongCode());
        var right = await mei.SubmitAsync(wrong, null, ("code", app.CurrentCode()));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.True(wrong.Has("[role=alert]"));
        Assert.DoesNotContain(app.Secret, wrong.Body);
        Assert.False(wrong.Has(".ptf-qr"));
        Assert.Equal(10, Person.CodesOf(right).Length);
    }

    [Fact]
    public async Task Setup_BackFromTheCode_ShowsTheSameQrCodeAndItsCodeIsGood()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var shown = await mei.SubmitAsync(
            await mei.OpenAsync(AccountPagesHost.Setup + "?returnUrl=%2Fstaff"),
            "begin"
        );
        var asked = await mei.FollowAsync(shown);

        var back = await mei.SubmitAsync(asked, "back");
        var wrong = await mei.EnterAsync(back, mei.AppOf(shown).WrongCode());
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        var backAgain = await mei.SubmitAsync(wrong, "back");
        var codes = await mei.EnterAsync(backAgain, mei.AppOf(shown).CurrentCode());

        Assert.Equal(QrOf(shown), QrOf(back));
        Assert.Equal(Person.SecretOf(shown), Person.SecretOf(back));
        Assert.Contains("Step 1 of 3", back.Text);
        Assert.Equal(QrOf(shown), QrOf(backAgain));
        Assert.Equal(10, Person.CodesOf(codes).Length);
        Assert.Equal("/staff", (await mei.SubmitAsync(codes, "finish")).Location);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("another browser")]
    [InlineData("nothing begun")]
    [InlineData("begun anew elsewhere")]
    public async Task Setup_BackToAQrCodeThatIsOver_SaysSoAndOffersANewOne(string change)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var elsewhere = await host.PasswordAsync("mei");
        var shown = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");
        var asking = mei;
        switch (change)
        {
            case "time":
                host.Clock.Advance(TimeSpan.FromMinutes(10));
                break;
            case "another browser":
                asking = elsewhere;
                break;
            case "nothing begun":
                asking = await host.PasswordAsync("mark");
                break;
            default:
                await elsewhere.PostAsync(AccountPagesHost.Setup + "?handler=begin");
                break;
        }

        var back = await asking.PostAsync(AccountPagesHost.Setup + "?handler=back");

        Assert.Equal(HttpStatusCode.Conflict, back.Status);
        Assert.Contains("The QR code has expired", back.Text);
        Assert.DoesNotContain(Person.SecretOf(shown)!, back.Body);
        Assert.False(back.Has(".ptf-qr"));
        Assert.True((await asking.SubmitAsync(back, "begin")).Has(".ptf-qr"));
    }

    [Fact]
    public async Task Replacement_BackFromAWrongCode_ShowsTheSameQrCodeOnlyWhileFresh()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var shown = await mei.PostAsync(AccountPagesHost.Replace + "?handler=begin");
        var wrong = await mei.SubmitAsync(shown, null, ("code", mei.AppOf(shown).WrongCode()));

        var back = await mei.SubmitAsync(wrong, "back");
        host.Clock.Advance(TimeSpan.FromMinutes(9.5));
        var old = await mei.PostAsync(AccountPagesHost.Replace + "?handler=back");

        Assert.Equal(QrOf(shown), QrOf(back));
        Assert.True(back.Has("#code"));
        Assert.StartsWith(
            AccountPagesHost.Verify + "?fresh=1",
            old.Location,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Setup_BackAfterItWasSwitchedOn_LeadsToTheStatus()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");

        var back = await mei.PostAsync(AccountPagesHost.Setup + "?handler=back");

        Assert.Equal(AccountPagesHost.Status, back.Location);
    }

    [Fact]
    public async Task Setup_LookedAtAgain_BeginsNothing()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var shown = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");

        var again = await mei.OpenAsync(AccountPagesHost.Setup);
        var codes = await mei.EnterAsync(shown, mei.AppOf(shown).CurrentCode());

        Assert.Null(Person.SecretOf(again));
        Assert.Equal(10, Person.CodesOf(codes).Length);
    }

    [Fact]
    public async Task Setup_EveryFormSentTwice_ShowsNoSecretAndNoBackupCodeTwice()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var explained = await mei.OpenAsync(AccountPagesHost.Setup);

        var first = await mei.SubmitAsync(explained, "begin");
        var second = await mei.SubmitAsync(explained, "begin");
        var code = mei.AppOf(second).CurrentCode();
        var asked = await mei.FollowAsync(second);
        var codes = await mei.SubmitAsync(asked, null, ("code", code));
        var repeated = await mei.SubmitAsync(asked, null, ("code", code));
        var status = await mei.OpenAsync(repeated.Location!);

        Assert.NotEqual(Person.SecretOf(first), Person.SecretOf(second));
        Assert.Equal(10, Person.CodesOf(codes).Length);
        Assert.Equal(AccountPagesHost.Status + "?ptf-done=already", repeated.Location);
        Assert.Contains("create new ones", status.Text);
        foreach (var secret in Person.CodesOf(codes).Append(Person.SecretOf(second)!))
        {
            Assert.DoesNotContain(secret, status.Body);
            Assert.DoesNotContain(secret, repeated.Body);
        }
    }

    [Fact]
    public async Task Setup_WhenItIsOn_LeadsToTheStatus()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");

        var looked = await mei.OpenAsync(AccountPagesHost.Setup);
        var begun = await mei.PostAsync(AccountPagesHost.Setup + "?handler=begin");

        Assert.Equal(AccountPagesHost.Status, looked.Location);
        Assert.Equal(AccountPagesHost.Status, begun.Location);
    }

    [Fact]
    public async Task Code_WithNothingBegun_IsRefused_AndOffersANewQrCode()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        var answer = await mei.PostAsync(AccountPagesHost.Setup, ("code", "123456"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("The QR code has expired", answer.Text);
        Assert.False(answer.Has("#code"));
        Assert.True((await mei.SubmitAsync(answer, "begin")).Has(".ptf-qr"));
    }

    private static string QrOf(Answer page) =>
        page.Document.QuerySelector(".ptf-qr svg")!.OuterHtml;
}
