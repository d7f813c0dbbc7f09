using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Http;

/// <summary>Names browser and system in words of our own; nothing of what the caller wrote gets into a mail or an audit trail.</summary>
internal static class ClientHint
{
    private const int MostRead = 512;

    // The first that matches counts: most browsers also claim to be the ones below them.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string? Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var text = agent.AsSpan(0, Math.Min(agent.Length, MostRead));
        return (Find(text, Browsers), Find(text, Systems)) switch
        {
            (null, var system) => system,
            (var browser, null) => browser,
            var (browser, system) => $"{browser} on {system}",
        };
    }

    private static string? Find(ReadOnlySpan<char> text, (string Mark, string Name)[] known)
    {
        foreach (var (mark, name) in known)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }
}
