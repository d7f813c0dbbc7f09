using System.Globalization;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Flows;

/// <summary>Where and how a person goes through a flow: on a desk or a phone, in a language, with or without script, by keyboard or by pointer.</summary>
public sealed record Setting(int Width, string Language, bool Scripts, bool ByKeyboard)
{
    private const int Desk = 1280;
    private const int Phone = 375;

    // Each value of each dimension occurs with each step. The pairs that are missing are those that most other tests have: a desk,
    // English, script and a pointer.
    private static readonly Setting[] Ordinary =
    [
        new(Phone, "ja", Scripts: true, ByKeyboard: true),
        new(Desk, "ja", Scripts: false, ByKeyboard: false),
        new(Phone, "en", Scripts: false, ByKeyboard: true),
        new(Desk, "en", Scripts: true, ByKeyboard: true),
    ];

    /// <summary>Four in each run, which take a minute; all sixteen in a long one.</summary>
    public static IEnumerable<object[]> OfThisRun =>
        (Tools.RunsLong ? Every() : Ordinary).Select(setting => new object[] { setting });

    internal Task<Visitor> SignInAsync(Site site, string name) =>
        Visitor.SignInAsync(
            site,
            name,
            Scripts,
            Language == "ja" ? "ja-JP" : "en-US",
            width: Width
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Width}-{Language}-{(Scripts ? "script" : "plain")}-{(ByKeyboard ? "keyboard" : "pointer")}"
        );

    private static IEnumerable<Setting> Every() =>
        from width in new[] { Phone, Desk }
        from language in new[] { "en", "ja" }
        from scripts in new[] { true, false }
        from byKeyboard in new[] { true, false }
        select new Setting(width, language, scripts, byKeyboard);
}
