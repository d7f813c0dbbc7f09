using System.Net;
using System.Text.Json;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A member with two browsers, who works, types codes in both at once, and binds when asked to.</summary>
internal sealed class SoakMember(string name, SoakSite site, int seed) : IDisposable
{
    private const int PagesInARow = 40;

    private readonly Random _random = new(seed);
    private readonly SoakBrowser[] _browsers =
    [
        new(name, name + "'s phone", site),
        new(name, name + "'s laptop", site),
    ];
    private readonly List<SoakAuthenticator> _authenticators = [];
    private readonly Queue<string> _backupCodes = new();
    private int _bound;

    public string Name => name;

    public SoakBrowser Browser => _browsers[0];

    /// <summary>In which they accept invitations, while the others go on working.</summary>
    public SoakBrowser Joining { get; } = new(name, name + "'s tablet", site);

    private SoakBrowser AnyBrowser => _browsers[_random.Next(_browsers.Length)];

    /// <summary>One thing people do. Nothing here fails: the history says what came of it.</summary>
    public Task ActAsync() =>
        _random.Next(100) switch
        {
            < 4 => ReadAsync(),
            < 65 => WorkAsync(AnyBrowser),
            < 88 => TypeCodeAsync(_browsers),
            < 96 => TypeBackupCodeAsync(),
            _ => GuessAsync(),
        };

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

        return true;
    }

    /// <returns>The answer to the code; null when it came to none.</returns>
    public async Task<NodeAnswer?> BindAsync(SoakAct act)
    {
        var begun = await SoakHistory.TryAsync(() => Browser.PostAsync("binding"));
        if (begun is not { Status: HttpStatusCode.OK })
        {
            return begun;
        }

        var secret = JsonElement.Parse(begun.Body).GetProperty("secret").GetString()!;
        var app = new SoakAuthenticator(
            $"{name}/{++_bound}",
            new FakeAuthenticator(secret, site.Cluster.Clock)
        );
        // Kept whatever the answer: a first code whose outcome is unknown may have bound it.
        _authenticators.Insert(0, app);
        var (code, id) = app.Next()!.Value;
        var answer = await site.History.RecordAsync(
            act,
            name,
            Browser.Name,
            () => Browser.PostAsync(act == SoakAct.Enable ? "enable" : "bind", new { code }),
            id
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
        Joining.Dispose();
    }

    /// <summary>Only looks, and proves nothing for a while, whatever is taken from them in between.</summary>
    private async Task ReadAsync()
    {
        for (var page = 0; page < PagesInARow; page++)
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

    private static async Task<NodeAnswer?> LookAsync(SoakBrowser browser)
    {
        var answer = await browser.AccessAsync();
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
        if (_authenticators.Count == 0 || _authenticators[0].Next() is not (var code, var id))
        {
            return false;
        }

        var answers = await VerifyAsync(browsers, new { code }, id);
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
            await VerifyAsync(_browsers, new { backupCode }, $"{name}'s backup code {backupCode}");
            return;
        }

        var issued = await SoakHistory.TryAsync(() => Browser.PostAsync("backup-codes"));
        if (issued is { Status: HttpStatusCode.OK })
        {
            var codes = JsonElement.Parse(issued.Body).GetProperty("backupCodes");
            foreach (var code in codes.EnumerateArray())
            {
                _backupCodes.Enqueue(code.GetString()!);
            }
        }
    }

    private async Task GuessAsync()
    {
        if (_authenticators.Count > 0)
        {
            await VerifyAsync([AnyBrowser], new { code = _authenticators[0].Wrong() }, null);
        }
    }

    private Task<NodeAnswer?[]> VerifyAsync(SoakBrowser[] browsers, object body, string? id) =>
        Task.WhenAll(
            browsers.Select(browser =>
                site.History.RecordAsync(
                    SoakAct.Verify,
                    name,
                    browser.Name,
                    () => browser.PostAsync("verify", body),
                    id
                )
            )
        );
}
