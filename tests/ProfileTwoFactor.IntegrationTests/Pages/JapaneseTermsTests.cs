using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>One term for one thing in all Japanese texts: those of the pages, of the mails, and of the sample around them.</summary>
public sealed class JapaneseTermsTests
{
    [Theory]
    // Two-factor authentication is 二要素認証, also where English has the short form.
    [InlineData("2FA")]
    [InlineData("二段階")]
    [InlineData("2要素")]
    [InlineData("多要素")]
    // An authenticator is 認証アプリ, a browser ブラウザ, signing in サインイン, and codes are counted by 件.
    [InlineData("オーセンティケータ")]
    [InlineData("認証器")]
    [InlineData("ブラウザー")]
    [InlineData("ログイン")]
    [InlineData("ログアウト")]
    [InlineData("リカバリ")]
    [InlineData("ワンタイム")]
    [InlineData("個")]
    public void Texts_Japanese_UseOneTermForOneThing(string otherTerm)
    {
        var texts = new[]
        {
            typeof(TwoFactorTexts).Assembly,
            typeof(TwoFactorMailOptions).Assembly,
            typeof(Program).Assembly,
        }
            .SelectMany(Read)
            .ToArray();

        Assert.InRange(texts.Length, 400, int.MaxValue);
        Assert.DoesNotContain(texts, text => text.Contains(otherTerm, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Read(Assembly assembly)
    {
        var japanese = assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo("ja"));
        foreach (var name in japanese.GetManifestResourceNames())
        {
            using var reader = new ResourceReader(japanese.GetManifestResourceStream(name)!);
            foreach (DictionaryEntry entry in reader)
            {
                if (entry.Value is string text)
                {
                    yield return text;
                }
            }
        }
    }
}
