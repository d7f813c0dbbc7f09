using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Pages.Account;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>Codes as people paste and type them, on pages without script. The JSON endpoints take six ASCII digits, as before.</summary>
public sealed class PastedCodeTests
{
    public static TheoryData<string, string> Digits =>
        new()
        {
            { "plain", "123456" },
            { "in two groups", " 123 456\r\n" },
            { "with a no-break space", "123\u00A0456" },
            { "with a narrow no-break space", "123\u202F456" },
            { "with a zero-width space", "\u200B123456" },
            { "with an end of direction", "123456\u202C" },
            { "with directions around it", "\u2066123456\u2069" },
            { "with a byte order mark", "\uFEFF123456" },
            { "with a word joiner", "123\u2060456" },
            { "with a soft hyphen", "123\u00AD456" },
            { "with a variation selector", "123456\uFE0F" },
            { "with a Hangul filler", "123\u3164456" },
            { "with a non-breaking hyphen", "123\u2011456" },
            { "full-width", "\uFF11\uFF12\uFF13\u3000\uFF14\uFF15\uFF16" },
            { "Arabic-Indic", "\u0661\u0662\u0663\u0664\u0665\u0666" },
            { "Persian", "\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6" },
            { "Devanagari", "\u0967\u0968\u0969\u096A\u096B\u096C" },
            { "Thai", "\u0E51\u0E52\u0E53\u0E54\u0E55\u0E56" },
            { "mathematical", "\U0001D7CF\U0001D7D0\U0001D7D1\U0001D7D2\U0001D7D3\U0001D7D4" },
        };

    [Theory]
    [MemberData(nameof(Digits))]
    public async Task Code_PastedOnAPage_IsTheSameCode(string how, string pasted)
    {
        foreach (
            var (path, bound, enabled) in new[]
            {
                (PagesHost.Verify, true, true),
                (PagesHost.Bind, false, true),
                (PagesHost.Bind, false, false),
            }
        )
        {
            await using var host = await PagesHost.StartAsync();
            (host.Manager.IsBound, host.Manager.Enabled, host.Manager.IsOwner) = (
                bound,
                enabled,
                !enabled
            );

            var answer = await host.PostAsync(path + "?returnUrl=%2Fp", ("code", pasted));

            Assert.True(answer.Status == HttpStatusCode.SeeOther, $"{how} at {path}");
        }
    }

    [Theory]
    [InlineData("abcd efgh jklm npqr")]
    [InlineData(
        "\uFF21\uFF22\uFF23\uFF24\u30FC\uFF25\uFF26\uFF27\uFF28\uFF0D\uFF2A\uFF2B\uFF2C\uFF2D\u2212\uFF2E\uFF30\uFF31\uFF32"
    )]
    [InlineData("ABCD\u2010EFGH\u2013JKLM\u2014NPQR\u200B")]
    public async Task BackupCode_PastedOnAPage_IsTheSameCode(string pasted)
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.IsBound, host.Manager.BackupCodesLeft) = (true, 10);

        var answer = await host.PostAsync(
            PagesHost.Verify + "?handler=backup",
            ("backupCode", pasted)
        );

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
    }

    [Fact]
    public async Task Code_PastedOnTheAccountsPages_IsTheSameCode()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");
        var app = mei.AppOf(
            await mei.SubmitAsync(await mei.OpenAsync(AccountPagesHost.Setup), "begin")
        );

        var setUp = await mei.PostAsync(
            AccountPagesHost.Setup,
            ("code", Persian(app.CurrentCode()))
        );
        var codes = Person.CodesOf(setUp);
        host.Clock.NextStep();
        var second = await host.PasswordAsync("mei");
        var verified = await second.PostAsync(
            AccountPagesHost.Verify,
            ("code", $"\u202A{Persian(app.CurrentCode())}\u202C")
        );
        var third = await host.PasswordAsync("mei");
        var spent = await third.PostAsync(
            AccountPagesHost.Verify + "?handler=backup",
            ("backupCode", codes[0].Replace('-', '\u2011'))
        );

        Assert.Equal(HttpStatusCode.SeeOther, verified.Status);
        Assert.Equal(HttpStatusCode.SeeOther, spent.Status);
        Assert.Equal("mei", await third.WhoAsync());
    }

    [Theory]
    [InlineData("\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6")]
    [InlineData("123\u200B456")]
    [InlineData("123\u00A0456")]
    public async Task Code_ThatIsNotSixAsciiDigits_IsRefusedByTheJsonEndpoint(string typed)
    {
        await using var host = await GateHost.StartAsync();
        var (owner, app) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = app.CurrentCode();
        var pasted = string.Concat(
            typed.Select(it => char.IsDigit(it) ? InScriptOf(it, code) : it)
        );

        var answer = await owner.VerifyAsync(pasted);

        Assert.Equal("invalid-code", answer.Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.VerifyAsync(code)).Status);
    }

    [Fact]
    public void PlainCode_OfALongOrBrokenText_IsNoCode()
    {
        var text = new string('1', 1000);

        Assert.Same(text, PlainCode.Of(text));
        Assert.Null(PlainCode.Of(null));
        Assert.Equal("123456", PlainCode.Of("123\uD800456"));
        Assert.Equal("12345O", PlainCode.Of("12345O"));
    }

    private static string Persian(string code) =>
        string.Concat(code.Select(digit => (char)(digit - '0' + '\u06F0')));

    /// <summary>The digit stands for its place in the code.</summary>
    private static char InScriptOf(char place, string code)
    {
        var number = (int)char.GetNumericValue(place);
        return (char)(place - number + (code[number - 1] - '0'));
    }
}
