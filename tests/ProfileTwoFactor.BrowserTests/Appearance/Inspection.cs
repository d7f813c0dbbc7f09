using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Looks at page after page in one language and keeps what is wrong, so that one run tells of all of them.</summary>
internal sealed class Inspection(string language)
{
    private readonly List<string> _wrong = [];
    private readonly List<Visitor> _visitors = [];

    /// <summary>A person whose browser speaks the language: signed in as that person, or as no one.</summary>
    public async Task<Visitor> VisitAsync(Site site, string? person = null)
    {
        var locale = language == "ja" ? "ja-JP" : "en-US";
        var visitor = person is null
            ? await Visitor.OpenAsync(site, locale: locale)
            : await Visitor.SignInAsync(site, person, locale: locale);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Opens a page, which answers with that status in the language, and looks at it.</summary>
    public async Task LookAsync(Visitor visitor, string path, string name, int status = 200)
    {
        var answered = await visitor.GoAsync(path);
        if (answered != status)
        {
            _wrong.Add($"{name} answered {answered}.");
        }

        await LookAsync(visitor, name);
    }

    /// <summary>Looks at what is open.</summary>
    public async Task LookAsync(Visitor visitor, string name)
    {
        var spoken = await visitor.Page.Locator("html").GetAttributeAsync("lang");
        if (spoken != language)
        {
            _wrong.Add($"{name} is in '{spoken}', not in '{language}'.");
        }

        _wrong.AddRange(await visitor.InspectAsync($"{name}-{language}"));
    }

    public void AssertNothingWrong()
    {
        Assert.Empty(_wrong);
        Assert.All(_visitors, visitor => visitor.AssertQuiet());
    }
}
