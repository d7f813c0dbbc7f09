using System.Net;
using System.Text.Json;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A member with three browsers, who works, types codes in two of them at once, and binds when asked to.</summary>
internal sealed class SoakMember : IDisposable
{
    private const int PagesInARow = 40;

    private readonly string _profile;
    private readonly SoakSite _site;
    private readonly Random _random;
    private readonly SoakBrowser[] _browsers;
    private readonly SoakBrowser _lasting;
    private readonly SoakMember? _elsewhere;
    private readonly List<SoakAuthenticator> _authenticators = [];
    private readonly Queue<string> _backupCodes = new();
    private int _bound;
    private int _quiets;

    public SoakMember(string name, SoakSite site, int seed)
    {
        (Name, _site, _random, _profile) = (name, site, new Random(seed), SoakSite.Profile);
        _browsers = [new(name, name + "'s phone", site), new(name, name + "'s laptop", site)];
        _lasting = new(name, name + "'s desktop", site);
        Joining = new(name, name + "'s tablet", site);
    }

    /// <param name="name">The member.</param>
    /// <param name="site">The site.</param>
    /// <param name="seed">Decides what they do.</param>
    /// <param name="elsewhere">Their second profile, in which they use the same browsers.</param>
    public SoakMember(string name, SoakSite site, int seed, string elsewhere)
        : this(name, site, seed) => _elsewhere = new(this, elsewhere, seed);

    private SoakMember(SoakMember self, string profile, int seed)
    {
        (Name, _site, _random, _profile) = (self.Name, self._site, new Random(seed), profile);
        (_browsers, _lasting, Joining) = (self._browsers, self._lasting, self.Joining);
    }

    public string Name { get; }

    public SoakBrowser Browser => _browsers[0];

    /// <summary>In which they accept invitations, while the others go on working.</summary>
    public SoakBrowser Joining { get; }

    private SoakBrowser AnyBrowser => _browsers[_random.Next(_browsers.Length)];

    /// <summary>One thing people do. Nothing here fails: the history says what came of it.</summary>
    public async Task ActAsync()
    {
        if (_elsewhere is not null && _random.Next(5) == 0)
        {
            await _elsewhere.ActAsync();
        }
        else if (_site.IsQuiet)
        {
            await LookAsync(_random.Next(3) == 0 ? _lasting : AnyBrowser);
        }
        else if (_quiets != _site.Quiets)
        {
            _quiets = _site.Quiets;
            await TypeOldCodeAsync();
        }
        else
        {
            await (
                _random.Next(100) switch
                {
                    < 4 => ReadAsync(),
                    < 52 => WorkAsync(AnyBrowser),
                    < 61 => WorkWhileItLastsAsync(),
                    < 82 => TypeCodeAsync(_browsers),
                    < 89 => TypeBackupCodeAsync(),
                    < 92 => GuessAsync(),
                    _ => TypeCodeOfAnotherAsync(),
                }
            );
        }
    }

    /// <returns>True when every browser is let in.</returns>
    public async Task<bool> ComeInAsync()
    {
        foreach (var browser in _browsers)
        {
            if (
                !await WorkAsync(browser)
                && !(await TypeCodeAsync([browser]) && await WorkAsync(browser))
            )
            {
                return false;
            }
        }

        return _elsewhere is null || await _elsewhere.ComeInAsync();
    }

    /// <summary>Switches two-factor authentication on for the second profile, which stays on.</summary>
    /// <remarks>Until the profile says so: a code may have become too old on the way, and an answer may be lost.</remarks>
    public async Task SwitchOnElsewhereAsync()
    {
        while (_elsewhere is not null && !await _elsewhere.IsOnAsync())
        {
            await _elsewhere.BindAsync(SoakAct.Enable);
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }
    }

    /// <returns>The answer to the code; null when it came to none.</returns>
    public async Task<NodeAnswer?> BindAsync(SoakAct act)
    {
        var begun = await SoakHistory.TryAsync(() => PostAsync(Browser, "binding"));
        if (begun is not { Status: HttpStatusCode.OK })
        {
            return begun;
        }

        var secret = JsonElement.Parse(begun.Body).GetProperty("secret").GetString()!;
        var app = new SoakAuthenticator($"{Name} at {_profile}/{++_bound}", secret, _site.Clock);
        // Kept whatever the answer: a first code whose outcome is unknown may have bound it.
        _authenticators.Insert(0, app);
        var code = app.Next()!;
        var answer = await _site.History.RecordAsync(
            act,
            Name,
            Browser.Name,
            () => PostAsync(Browser, act == SoakAct.Enable ? "enable" : "bind", Body(code)),
            code,
            _profile
        );
        if (answer is { Status: HttpStatusCode.OK })
        {
            _authenticators.RemoveRange(1, _authenticators.Count - 1);
            _backupCodes.Clear();
        }

        return answer;
    }

    public void Dispose()
    {
        Array.ForEach(_browsers, browser => browser.Dispose());
        _lasting.Dispose();
        Joining.Dispose();
    }

    /// <summary>Only looks, and proves nothing for a while, whatever is taken from them in between.</summary>
    private async Task ReadAsync()
    {
        for (var page = 0; page < PagesInARow && !_site.IsQuiet; page++)
        {
            await LookAsync(AnyBrowser);
        }
    }

    private async Task<bool> WorkAsync(SoakBrowser browser)
    {
        var answer = await LookAsync(browser);
        if (answer?.Code == "binding-required")
        {
            await BindAsync(SoakAct.Bind);
        }

        return answer is { Status: HttpStatusCode.OK };
    }

    /// <summary>In a browser that verifies only when it is asked to, so that its windows become as old as they may.</summary>
    private async Task WorkWhileItLastsAsync()
    {
        if (await LookAsync(_lasting) is { Code: "verification-required" })
        {
            await TypeCodeAsync([_lasting]);
        }
    }

    private async Task<NodeAnswer?> LookAsync(SoakBrowser browser)
    {
        var answer = await browser.AccessAsync(_profile);
        if (answer is null)
        {
            // No one there. People wait a little, too, before they try again.
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        return answer;
    }

    /// <summary>The same code in several browsers at once, at whichever nodes.</summary>
    private async Task<bool> TypeCodeAsync(SoakBrowser[] browsers)
    {
        if (_authenticators.Count == 0 || _authenticators[0].Next() is not { } code)
        {
            return false;
        }

        var answers = await VerifyAsync(browsers, code);
        if (
            _authenticators.Count > 1
            && Array.TrueForAll(answers, answer => answer?.Code == "invalid-code")
        )
        {
            // Perhaps the one before it is in force still; no one knows, and so neither does a person with both in their app.
            var tried = _authenticators[0];
            _authenticators.RemoveAt(0);
            _authenticators.Add(tried);
        }

        return Array.Exists(answers, answer => answer is { Status: HttpStatusCode.OK });
    }

    private async Task TypeBackupCodeAsync()
    {
        if (_backupCodes.TryDequeue(out var backupCode))
        {
            await VerifyAsync(
                _browsers,
                new SoakCode(
                    backupCode,
                    $"{Name}'s backup code {backupCode}",
                    Authenticator: null,
                    IsBackup: true
                )
            );
            return;
        }

        var issued = await SoakHistory.TryAsync(() => PostAsync(Browser, "backup-codes"));
        if (issued is { Status: HttpStatusCode.OK })
        {
            var codes = JsonElement.Parse(issued.Body).GetProperty("backupCodes");
            foreach (var code in codes.EnumerateArray())
            {
                _backupCodes.Enqueue(code.GetString()!);
            }
        }
    }

    private Task GuessAsync() => TryWrongAsync(_authenticators.FirstOrDefault()?.Wrong());

    /// <summary>While the clock isn't moved, or the code would be much too old on a slow machine.</summary>
    private Task TypeOldCodeAsync() =>
        _random.Next(2) == 0
            ? _site.Clock.InTurnAsync(() =>
                TryWrongAsync(_authenticators.FirstOrDefault()?.TooOld())
            )
            : Task.CompletedTask;

    private Task TypeCodeOfAnotherAsync()
    {
        var other = _site.Members[_random.Next(_site.Members.Count)];
        return TryWrongAsync(
            other != this
            && other._authenticators.FirstOrDefault() is { } theirs
            && _authenticators.FirstOrDefault() is { } own
                ? theirs.For(own)
                : null
        );
    }

    private async Task TryWrongAsync(SoakCode? code)
    {
        if (code is not null)
        {
            await VerifyAsync([AnyBrowser], code);
        }
    }

    private Task<NodeAnswer?[]> VerifyAsync(SoakBrowser[] browsers, SoakCode code) =>
        Task.WhenAll(
            browsers.Select(browser =>
                _site.History.RecordAsync(
                    SoakAct.Verify,
                    Name,
                    browser.Name,
                    () => PostAsync(browser, "verify", Body(code)),
                    code,
                    _profile
                )
            )
        );

    private Task<NodeAnswer> PostAsync(SoakBrowser browser, string call, object? body = null) =>
        browser.PostAsync(call, body, _profile);

    private async Task<bool> IsOnAsync() =>
        await SoakHistory.TryAsync(() =>
            Browser.SendAsync(HttpMethod.Get, $"/two-factor/api/profiles/{_profile}")
        )
            is { Status: HttpStatusCode.OK } status
        && JsonElement.Parse(status.Body).GetProperty("enabled").GetBoolean();

    private static object Body(SoakCode code) =>
        code.IsBackup ? new { backupCode = code.Text } : new { code = code.Text };
}
