using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>The pages that ask for a proof before a first binding, and the one that shows a pass, walked by those who meet them.</summary>
public sealed partial class EnrollmentPagesTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en")]
    [LongInlineData("ja")]
    public Task Pages_OfVerifiedEnrollment_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(
            async site =>
            {
                var inspection = new Inspection(language);
                var olivia = await inspection.VisitAsync(site, "olivia");
                await inspection.LookAsync(olivia, WordlessSteps.Bind, "proof-asked");
                await Expect(olivia.Page.Locator(".ptf-qr")).ToHaveCountAsync(0);
                await SendAsync(olivia, "mail");
                await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
                await inspection.LookAsync(olivia, "proof-sent");
                await olivia.Page.Locator("#proof").FillAsync("12345678");
                await SendAsync(olivia, "prove");
                await Expect(olivia.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
                await inspection.LookAsync(olivia, "proof-wrong");
                await olivia.Page.Locator("#proof").FillAsync(await MailedCodeAsync(olivia));
                await SendAsync(olivia, "prove");
                var app = await olivia.ScanAsync($"proof-qr-{language}");
                await olivia.Page.Locator("#code").FillAsync(await app.NextCodeAsync());
                await olivia.Page.Locator("form:has(#code) button[type=submit]").ClickAsync();
                await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();

                await olivia.GoAsync(WordlessSteps.Manage);
                await olivia.LeaveByAsync(olivia.Page.Locator("a[href*='confirm=pass']").First);
                await inspection.LookAsync(olivia, "pass-question");
                await SendAsync(olivia, "pass");
                await Expect(olivia.Page.Locator("#ptf-pass")).ToBeVisibleAsync();
                await inspection.LookAsync(olivia, "pass-shown");
                var pass = await olivia.Page.Locator("#ptf-pass").TextContentAsync();
                await inspection.LookAsync(olivia, WordlessSteps.Manage, "pass-listed");

                var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
                await mark.GoAsync(TwoFactorSteps.Heatmap);
                await mark.Page.Locator("#proof").FillAsync(pass!);
                await SendAsync(mark, "prove");
                var marks = await mark.ScanAsync($"pass-qr-{language}");
                await mark.Page.Locator("#code").FillAsync(await marks.NextCodeAsync());
                await mark.Page.Locator("form:has(#code) button[type=submit]").ClickAsync();
                await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

                inspection.AssertNothingWrong();
            },
            services =>
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.EnrollmentProof = EnrollmentProof.Required
                )
        );

    private static Task SendAsync(Visitor visitor, string handler) =>
        visitor.Page.Locator($"form[action*='handler={handler}'] button[type=submit]").ClickAsync();

    private static Task<string> MailedCodeAsync(Visitor visitor) =>
        Poll.UntilAsync(
            "the code is in the mailbox",
            TimeSpan.FromMinutes(1),
            async () =>
                EightDigits()
                    .Match(
                        await (await visitor.Context.APIRequest.GetAsync("/dev/mail")).TextAsync()
                    )
                    .Value,
            code => code.Length > 0
        );

    [GeneratedRegex(@"\b[0-9]{8}\b")]
    private static partial Regex EightDigits();
}
