using System.Globalization;
using System.Web;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A phone's authenticator app: it knows what a QR code told it, and oathtool makes its codes. Its clock is the site's.</summary>
internal sealed class Authenticator
{
    private const long Step = 30;
    private static readonly TimeSpan FarBack = TimeSpan.FromMinutes(5);
    private readonly Uri _entry;
    private readonly Site _site;

    public Authenticator(Uri entry, Site site) => (_entry, _site) = (entry, site);

    /// <summary>What the app calls the entry.</summary>
    public string Label => Uri.UnescapeDataString(_entry.AbsolutePath.TrimStart('/'));

    public string Secret => HttpUtility.ParseQueryString(_entry.Query)["secret"]!;

    /// <summary>The code given out last.</summary>
    public string LastCode { get; private set; } = "";

    public static async Task<Authenticator> ScanAsync(string picture, Site site) =>
        new(new Uri(await Command.RunAsync("zbarimg", "--quiet", "--raw", picture)), site);

    /// <summary>A code works once, so after the first one time passes until the app shows another.</summary>
    public async Task<string> NextCodeAsync()
    {
        var code = await CodesAsync(_site.Now);
        while (code == LastCode)
        {
            var seconds = Step - _site.Now.ToUnixTimeSeconds() % Step;
            await _site.PassAsync(TimeSpan.FromSeconds(seconds));
            code = await CodesAsync(_site.Now);
        }

        return LastCode = code;
    }

    /// <summary>Six digits that are no code of this app for minutes around now.</summary>
    public async Task<string> WrongCodeAsync()
    {
        var near = await CodesAsync(_site.Now - FarBack, "--window=20");
        return Enumerable
            .Range(123456, 100)
            .Select(number => $"{number}")
            .First(code => !near.Contains(code, StringComparison.Ordinal));
    }

    private Task<string> CodesAsync(DateTimeOffset time, params string[] options)
    {
        var now = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Command.RunAsync(
            "oathtool",
            ["--totp", "--base32", $"--now=@{now}", .. options, Secret]
        );
    }
}
