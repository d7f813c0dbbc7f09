using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.UnitTests.Notifications;

public sealed class MailComposerTests
{
    private static readonly TwoFactorMailKind[] OfAccountsOnly =
    [
        TwoFactorMailKind.AccountEnabled,
        TwoFactorMailKind.AccountDisabled,
    ];

    private static readonly TwoFactorMailKind[] OfProfilesOnly =
    [
        TwoFactorMailKind.ProfileEnabled,
        TwoFactorMailKind.ProfileDisabled,
        TwoFactorMailKind.AuthenticatorBound,
        TwoFactorMailKind.AuthenticatorReset,
        TwoFactorMailKind.ProfileDisabledByOperator,
        TwoFactorMailKind.ProfileEnabledByOwner,
        TwoFactorMailKind.MemberReset,
        TwoFactorMailKind.ProfileScheduled,
        TwoFactorMailKind.ProfileScheduledByOwner,
        TwoFactorMailKind.EnforcementMoved,
        TwoFactorMailKind.EnforcementMovedByOwner,
        TwoFactorMailKind.EnforcementReminder,
        TwoFactorMailKind.BindingReminder,
        TwoFactorMailKind.EnrollmentCode,
        TwoFactorMailKind.EnrollmentPassIssued,
        TwoFactorMailKind.MemberAskedAgain,
        TwoFactorMailKind.ProfilePolicyChangedByOwner,
    ];

    public static TheoryData<TwoFactorMailKind, string> Every() => AllBut(OfAccountsOnly);

    public static TheoryData<TwoFactorMailKind, string> EveryOfAccounts() => AllBut(OfProfilesOnly);

    private static TheoryData<TwoFactorMailKind, string> AllBut(TwoFactorMailKind[] others)
    {
        var all = new TheoryData<TwoFactorMailKind, string>();
        foreach (
            var kind in Enum.GetValues<TwoFactorMailKind>()
                .Except(others)
                .Where(kind => kind != TwoFactorMailKind.Other)
        )
        {
            all.Add(kind, "en");
            all.Add(kind, "ja");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Mail_OfEveryKindInEveryLanguage_IsComplete(TwoFactorMailKind kind, string language)
    {
        var mail = Compose(Payload() with { Kind = kind, Language = language, Count = 7 });

        Assert.Equal((kind, "mei@example.com", "id-1"), (mail.Kind, mail.To, mail.Id));
        foreach (var text in new[] { mail.Subject, mail.Text, mail.Html! })
        {
            Assert.DoesNotContain(
                "{",
                text.Replace("{}", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.Contains("Acme Store", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\n', mail.Subject);
        Assert.Contains("2026-11-22 04:05 UTC", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", mail.Text, StringComparison.Ordinal);
        Assert.Contains("olivia@example.com", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            "https://app.example.com/site/two-factor/profiles/a%2Fb%20c/",
            mail.Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"lang=\"{language}\"", mail.Html, StringComparison.Ordinal);
        Assert.Equal(
            language == "ja",
            mail.Subject.Any(letter => letter is > '\u3040' and < '\u30ff')
        );
    }

    [Theory]
    [MemberData(nameof(EveryOfAccounts))]
    public void Mail_OfEveryAccountKindInEveryLanguage_IsComplete(
        TwoFactorMailKind kind,
        string language
    )
    {
        var mail = Compose(
            Payload() with
            {
                Kind = kind,
                ScopeKind = TwoFactorScopeKind.Account,
                ScopeId = "mei",
                ProfileName = "",
                OwnerEmail = "",
                Language = language,
                Count = 7,
            }
        );

        foreach (var text in new[] { mail.Subject, mail.Text, mail.Html! })
        {
            Assert.DoesNotContain(
                "{",
                text.Replace("{}", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.Contains("Heatmap", text, StringComparison.Ordinal);
        }

        Assert.Contains(
            "https://app.example.com/site/two-factor/account",
            mail.Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"lang=\"{language}\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_OfBothLanguages_AreDifferentAndNameTheSameThings()
    {
        using var services = Services();
        var texts = services.GetRequiredService<IStringLocalizer<TwoFactorMailTexts>>();

        var english = Strings(texts, "en");
        var japanese = Strings(texts, "ja");

        Assert.Equal(english.Keys.Order(), japanese.Keys.Order());
        Assert.All(english, text => Assert.NotEqual(text.Value, japanese[text.Key]));
        Assert.All(
            english.Where(text => text.Key.EndsWith(".Subject", StringComparison.Ordinal)),
            text => Assert.Equal(Placeholders(text.Value), Placeholders(japanese[text.Key]))
        );
    }

    [Fact]
    public void Names_ThatAreMarkupOrLines_StayNames()
    {
        var mail = Compose(
            Payload() with
            {
                ProfileName = "<script>alert(1)</script>\r\n\r\nYour code is void, call",
                ActorAccountName = "\"><img src=x>@example.com",
            }
        );

        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\nYour code", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', mail.Subject);
        Assert.DoesNotContain('\n', mail.Subject);
    }

    [Fact]
    public void Link_WithoutAnOrigin_IsLeftOut_AndWordsSayWhereToGo()
    {
        var mail = Compose(Payload(), origin: null);

        Assert.DoesNotContain("http", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Sign in to Heatmap as usual", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.example.com")]
    [InlineData("/app")]
    [InlineData("ftp://app.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://app.example.com/?a=b")]
    [InlineData("https://app.example.com/#a")]
    [InlineData("https://user@app.example.com")]
    [InlineData(" https://app.example.com")]
    [InlineData("")]
    public void Origin_ThatIsNoAddressOfASite_IsRefused(string origin)
    {
        using var services = Services(origin);

        var refusal = Assert.Throws<OptionsValidationException>(() =>
            services.GetRequiredService<IOptions<TwoFactorMailOptions>>().Value
        );

        Assert.Contains("PublicOrigin", refusal.Message, StringComparison.Ordinal);
    }

    private static List<int> Placeholders(string text) =>
        [
            .. Enumerable
                .Range(0, 8)
                .Where(number => text.Contains($"{{{number}}}", StringComparison.Ordinal)),
        ];

    private static Dictionary<string, string> Strings(IStringLocalizer texts, string language)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture =
                System.Globalization.CultureInfo.GetCultureInfo(language);
            return texts
                .GetAllStrings(includeParentCultures: language == "en")
                .ToDictionary(text => text.Name, text => text.Value);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("Alert: sign in at https://evil.example/login")]
    [InlineData("evil.example")]
    [InlineData("www.evil.example")]
    [InlineData("http://3232235777/")]
    [InlineData("mailto:mallory@evil.example")]
    [InlineData("mallory@evil.example")]
    [InlineData("evil\uff0eexample")]
    [InlineData("evil\u3002example")]
    [InlineData("HTTPS://EVIL.EXAMPLE")]
    [InlineData("a..b")]
    public void Mail_ProfileNamedLikeALink_HasNothingThatAMailClientMakesALinkOf(string name)
    {
        var mail = Compose(Payload() with { ProfileName = name }, origin: null);

        foreach (var text in new[] { mail.Subject, mail.Text, mail.Html! })
        {
            Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(
                @"(?i)evil[.\uff0e\u3002]example|[a-z]:(//|mallory)|mallory@evil",
                text
            );
        }
    }

    [Theory]
    [InlineData("Acme Store")]
    [InlineData("Dr. Acme's 12:30 Club & Co.")]
    [InlineData("\u30ab\u30d5\u30a7: \u6771\u4eac")]
    public void Mail_ProfileWithAnOrdinaryName_HasTheNameAsItIs(string name)
    {
        var mail = Compose(Payload() with { ProfileName = name });

        Assert.Contains(name, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(name, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_ProfileWithALongName_IsShortenedInTheSubjectOnly()
    {
        var name = string.Concat(Enumerable.Repeat("Acme ", 100)).TrimEnd();

        var mail = Compose(Payload() with { ProfileName = name });

        Assert.InRange(mail.Subject.Length, 60, 150);
        Assert.Contains('\u2026', mail.Subject);
        Assert.Contains(name, mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "ja")]
    [InlineData("ja-JP", "ja")]
    [InlineData("JA", "ja")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", "en")]
    public void Mail_ToAPersonWhoseLanguageIsKnown_IsInThatLanguage(string language, string written)
    {
        // Whatever the person who caused it reads, and whatever the site's mails are in otherwise.
        foreach (var other in new[] { "en", "ja" })
        {
            var payload = Payload() with { Language = other };

            var mail = ComposeFor(payload, language, siteLanguage: other);

            Assert.Contains($"<html lang=\"{written}\">", mail.Html, StringComparison.Ordinal);
            Assert.Equal(
                ComposeFor(payload, written, siteLanguage: null) with
                {
                    To = mail.To,
                },
                mail
            );
            Assert.DoesNotContain("----", mail.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "ja")]
    [InlineData("ja", "en")]
    [InlineData(null, "ja")]
    public void Mail_ThatAnotherPersonCaused_IsInBothLanguages_WhenTheRecipientsIsUnknown(
        string? request,
        string second
    )
    {
        var payload = Payload() with { Language = request };

        var mail = ComposeFor(payload, language: null, siteLanguage: null);

        var english = ComposeFor(payload, "en", siteLanguage: null);
        var japanese = ComposeFor(payload, "ja", siteLanguage: null);
        var parts = second == "ja" ? new[] { english, japanese } : [japanese, english];
        Assert.Equal(string.Join(" / ", parts.Select(part => part.Subject)), mail.Subject);
        Assert.Equal(string.Join("\n----\n\n", parts.Select(part => part.Text)), mail.Text);
        Assert.Contains($"<div lang=\"{second}\">", mail.Html, StringComparison.Ordinal);
        Assert.Single(mail.Html!.Split("<div ").Skip(1));
    }

    [Fact]
    public void Mail_OfASiteWithOneLanguage_IsInThatLanguage_WhenTheRecipientsIsUnknown()
    {
        var mail = ComposeFor(Payload() with { Language = "ja" }, null, siteLanguage: "en");

        Assert.Equal(ComposeFor(Payload(), "en", siteLanguage: null), mail);
    }

    private static TwoFactorMail ComposeFor(
        NotificationPayload payload,
        string? language,
        string? siteLanguage
    )
    {
        using var services = Services(null, siteLanguage);
        return services
            .GetRequiredService<MailComposer>()
            .Compose("id-1", payload, new("mei@example.com", "acme-mei", language));
    }

    private static TwoFactorMail Compose(
        NotificationPayload payload,
        string? origin = "https://app.example.com/site/"
    )
    {
        using var services = Services(origin);
        return services
            .GetRequiredService<MailComposer>()
            .Compose(
                "id-1",
                payload with
                {
                    ActorMemberId = "acme-mei",
                },
                new("mei@example.com", "acme-mei", null)
            );
    }

    private static ServiceProvider Services(string? origin = null, string? language = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production", ApplicationName = "Heatmap" }
        );
        services
            .AddProfileTwoFactor()
            .AddMail(mail =>
                mail.Configure(options =>
                {
                    options.PublicOrigin = origin;
                    options.Language = language;
                })
            );
        return services.BuildServiceProvider();
    }

    private static NotificationPayload Payload() =>
        new()
        {
            Kind = TwoFactorMailKind.ProfileEnabled,
            ScopeKind = TwoFactorScopeKind.Profile,
            ScopeId = "a/b c",
            ProfileName = "Acme Store",
            OwnerEmail = "olivia@example.com",
            ActorAccountName = "olivia@example.com",
            Time = new DateTimeOffset(2026, 11, 22, 4, 5, 6, TimeSpan.Zero),
            Client = "Firefox on Linux",
        };
}
