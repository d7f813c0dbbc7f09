using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

/// <summary>What people do with the second factor of their own account, as they do it.</summary>
internal static class AccountSteps
{
    public const string Status = "/two-factor/account";
    public const string Verify = Status + "/verify";

    /// <summary>From the address of the set-up to the QR code.</summary>
    public static async Task<Authenticator> BeginSetupAsync(this Visitor person, string picture)
    {
        await person.GoAsync(Status + "/setup");
        await person.BeginAsync();
        return await person.ScanQrAsync(picture);
    }

    /// <summary>The pages of the set-up to the confirmation that it is on.</summary>
    public static async Task<(Authenticator App, string[] Codes)> SetUpAsync(
        this Visitor person,
        string picture
    )
    {
        var app = await person.BeginSetupAsync(picture);
        await person.PressAsync("Next");
        await person.ExpectHeadingAsync("Verify Authentication Setup");
        await person.ConfirmAsync(await app.NextCodeAsync(), "Next");
        var codes = await person.SaveCodesAsync();
        await person.ExpectDoneAsync("Two-factor authentication is on.");
        return (app, codes);
    }

    /// <summary>
    /// From the explanation to the QR code. On a busy machine the first secret of a process takes longer than the second the
    /// engine gives its stores; people then try again, as the page says.
    /// </summary>
    public static Task BeginAsync(this Visitor person) =>
        Poll.UntilAsync(
            "the QR code is shown",
            TimeSpan.FromMinutes(2),
            async () =>
            {
                await person.Page.Locator("form[action*='handler=begin'] button").ClickAsync();
                await person.Page.Locator(".ptf-qr svg, .ptf-status").First.WaitForAsync();
                var shown = await person.Page.Locator(".ptf-qr svg").CountAsync() == 1;
                if (!shown)
                {
                    await person.Page.Locator("a.ptf-button").ClickAsync();
                }

                return shown;
            },
            shown => shown
        );

    /// <summary>In the wizard the button alone sends the code.</summary>
    public static async Task ConfirmAsync(this Visitor person, string code, string button)
    {
        await person.Page.Locator("#code").FillAsync(code);
        await person.PressAsync(button);
    }

    /// <summary>From the QR code on the page of the set-up to the backup codes, in any language.</summary>
    public static async Task<Authenticator> ConfirmSetupAsync(this Visitor person, string picture)
    {
        var app = await person.ScanQrAsync(picture);
        await person.Page.Locator("form[action$='/setup'] button").ClickAsync();
        await person.Page.Locator("#code").FillAsync(await app.NextCodeAsync());
        await person.Page.Locator("form[data-ptf-once] button:not(.ptf-secondary)").ClickAsync();
        await Expect(person.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
        return app;
    }

    public static async Task<Authenticator> ScanQrAsync(this Visitor person, string picture)
    {
        await Expect(person.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
        return await person.ScanAsync(picture);
    }

    /// <summary>Downloads the codes that are shown, finishes, and gives those of the file.</summary>
    public static async Task<string[]> SaveCodesAsync(
        this Visitor person,
        string name = "Heatmap-mark@example.com-backup-codes.txt"
    )
    {
        await Expect(person.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
        var shown = await person.Page.Locator(".ptf-codes code").AllInnerTextsAsync();
        var file = await person.Page.RunAndWaitForDownloadAsync(() =>
            person.PressAsync("Download")
        );
        var lines = (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n");

        Assert.Equal(name, file.SuggestedFilename);
        Assert.Equal(shown, lines.Where(line => line.Split('-').Length == 4));
        await person.PressAsync("Finish");
        return [.. shown];
    }

    public static async Task ExpectDoneAsync(this Visitor person, string notice)
    {
        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(notice);
        await person.ExpectCompleteAsync();
    }

    public static async Task UseBackupCodeAsync(this Visitor person, string code)
    {
        await person.Page.GetByText("Use a backup code").ClickAsync();
        await person.Page.GetByLabel("Backup code").FillAsync(code);
        await person.PressAsync("Use this code");
    }
}
