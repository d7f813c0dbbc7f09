using System.Net;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

public sealed class BackupCodesFileTests
{
    private const string File = AccountPagesHost.Codes + "?handler=file";

    [Fact]
    public async Task Download_HasTheTenCodes_AndIsNamedAfterSiteAndAccount()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var issued = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Codes));

        var file = await mei.SubmitAsync(issued, "file");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("text/plain", file.Message.Content.Headers.ContentType!.MediaType);
        var disposition = file.Message.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("Heatmap-mei@example.com-backup-codes.txt", disposition.FileName!.Trim('"'));
        Assert.Contains("no-store", file.Header("Cache-Control"));
        Assert.Equal("nosniff", file.Header("X-Content-Type-Options"));
        var lines = file.Body.Split("\r\n");
        Assert.Equal(Person.CodesOf(issued), lines.Intersect(Person.CodesOf(issued)));
        Assert.Contains("Heatmap - mei@example.com", lines);
        Assert.Contains("Created 2026-11-22 12:00 UTC", lines);
    }

    [Fact]
    public async Task Download_AtTheEndOfTheSetup_WorksInTheSessionItBegan()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var shown = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin");
        var issued = await mei.EnterAsync(shown, mei.AppOf(shown).CurrentCode());

        var file = await mei.SubmitAsync(issued, "file");

        Assert.All(Person.CodesOf(issued), code => Assert.Contains(code, file.Body));
    }

    [Fact]
    public async Task Seal_OpensForItsPersonAtItsPlace_WithinHalfAnHourOnly()
    {
        await using var host = await AccountPagesHost.StartAsync();
        await host.Host.EnableAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var (mark, _, _) = await host.EnableAsync("mark");
        var issued = await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Codes));
        var seal = issued.Document.QuerySelector("[name=codes]")!.GetAttribute("value")!;
        await mei.Browser.BindAsync();

        var others = await mark.PostAsync(File, ("codes", seal));
        var elsewhere = await mei.PostAsync(PagesHost.Manage + "?handler=file", ("codes", seal));
        var tampered = await mei.PostAsync(File, ("codes", "A" + seal[1..]));
        var nothing = await mei.PostAsync(File);
        var endless = await mei.PostAsync(File, ("codes", new string('A', 20_000)));
        var partialSignIn = await (await host.PasswordAsync("mei")).PostAsync(
            File,
            ("codes", seal)
        );
        var own = await mei.PostAsync(File, ("codes", seal));
        host.Clock.Advance(BackupCodesFile.Lifetime);
        var late = await mei.PostAsync(File, ("codes", seal));

        Assert.All(
            [others, elsewhere, tampered, nothing, endless, late],
            refused =>
            {
                Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
                Assert.DoesNotContain(Person.CodesOf(issued)[0], refused.Body);
            }
        );
        Assert.StartsWith(AccountPagesHost.Verify, partialSignIn.Location);
        Assert.Equal(HttpStatusCode.OK, own.Status);
    }

    [Fact]
    public async Task Download_OfAProfile_NamesTheProfile()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = host.Manager.Verified = true;
        var issued = await host.PostAsync(PagesHost.Manage + "?handler=codes");
        var form = issued.Document.QuerySelector("form[action*='handler=file']")!;

        var file = await host.PostAsync(
            form.GetAttribute("action")!,
            ("codes", form.QuerySelector("[name=codes]")!.GetAttribute("value")!)
        );
        var done = issued.Document.QuerySelector("form.ptf-saved")!;

        Assert.EndsWith(
            "-Acme-Store-mark@example.com-backup-codes.txt",
            file.Message.Content.Headers.ContentDisposition!.FileName!.Trim('"')
        );
        Assert.All(Person.CodesOf(issued), code => Assert.Contains(code, file.Body));
        Assert.Equal(PagesHost.Manage, done.GetAttribute("action"));
        Assert.Contains(
            "Your new backup codes are active",
            (await host.GetAsync(PagesHost.Manage + "?done=codes")).Text
        );
    }

    [Theory]
    [InlineData("Heatmap-mei@example.com.txt", "Heatmap", "mei@example.com")]
    [InlineData("a-b-c.txt", "../a/b\\c", "..")]
    [InlineData("日本語-サイト-x.txt", "日本語 サイト", "x")]
    [InlineData("a-X-y-b.txt", "a\r\nX: y;\"b\"", "")]
    [InlineData("txt-exe.txt", "\u202Etxt", "exe")]
    [InlineData("hidden.txt", "", ".hidden")]
    public void FileName_OfAnyName_IsSafe(string expected, params string[] parts)
    {
        Assert.Equal(expected, FileName.Of(parts));
    }
}
