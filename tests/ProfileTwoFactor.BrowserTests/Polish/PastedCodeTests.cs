using System.Text;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>Codes as people paste them, judged and sent by the script.</summary>
public sealed class PastedCodeTests : BrowserTest
{
    private const string EachCharacter = """
        async () => {
          const { plainCode } = await import("/two-factor/assets/code.js");
          const changed = [];
          for (let at = 0; at <= 0x10ffff; at++) {
            if (at < 0xd800 || at > 0xdfff) {
              changed.push(plainCode(String.fromCodePoint(at)));
            }
          }
          return changed;
        }
        """;

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Code_PastedInAnotherScriptWithWhatCantBeSeen_IsSentByPageAndDialogAtItsSixthDigit() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var (mark, app) = await DialogSteps.ReturningMemberAsync(site);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code()
                .FillAsync($"\u2066{InScript(await app.NextCodeAsync(), '\u06F0')}\u2069");
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));

            await mark.GoAsync(
                $"/two-factor/profiles/acme/verify?fresh=1&returnUrl={Uri.EscapeDataString(TwoFactorSteps.Heatmap)}"
            );
            await mark.FillInCodeAsync(
                $"\u200B{InScript(await app.NextCodeAsync(), '\u0660').Insert(3, "\u00A0")}\u202C"
            );
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
        });

    [NeedsFact("chromium")]
    public Task Character_OfAnyKind_IsReadTheSameByScriptAndServer() =>
        OnSiteAsync(async site =>
        {
            var visitor = await Visitor.OpenAsync(site);
            await visitor.GoAsync("/");
            var runes = Enumerable
                .Range(0, 0x110000)
                .Where(Rune.IsValid)
                .Select(value => new Rune(value))
                .ToArray();

            var read = await visitor.Page.EvaluateAsync<string[]>(EachCharacter);

            Assert.Equal(runes.Length, read.Length);
            // The browser may know a newer edition of Unicode than this machine's culture data, in which more characters have
            // another form or exist at all: Unicode 16 has new letters and digits from U+1CC00 on.
            var differing = runes
                .Zip(read)
                .Where(pair =>
                    Rune.GetUnicodeCategory(pair.First)
                        != System.Globalization.UnicodeCategory.OtherNotAssigned
                    && pair.First.Value is not (>= 0x1CC00 and <= 0x1CEBF)
                    && PlainCode.Of(pair.First.ToString()) != pair.Second
                )
                .Select(pair => $"U+{pair.First.Value:X4} {pair.Second}")
                .ToArray();
            Assert.Empty(differing);
        });

    private static string InScript(string code, char zero) =>
        string.Concat(code.Select(digit => (char)(digit - '0' + zero)));
}
