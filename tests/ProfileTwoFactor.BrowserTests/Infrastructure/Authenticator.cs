using System.Web;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A phone's authenticator app: it knows what a QR code told it, and oathtool makes its codes.</summary>
internal sealed class Authenticator
{
    private static readonly TimeSpan TwoSteps = TimeSpan.FromSeconds(60);
    private readonly Uri _entry;

    private Authenticator(Uri entry) => _entry = entry;

    /// <summary>What the app calls the entry.</summary>
    public string Label => Uri.UnescapeDataString(_entry.AbsolutePath.TrimStart('/'));

    public string Secret => HttpUtility.ParseQueryString(_entry.Query)["secret"]!;

    /// <summary>The code given out last.</summary>
    public string LastCode { get; private set; } = "";

    public static async Task<Authenticator> ScanAsync(string picture) =>
        new(new Uri(await Command.RunAsync("zbarimg", "--quiet", "--raw", picture)));

    /// <summary>A code works once, so after the first one this waits for the app to show another.</summary>
    public async Task<string> NextCodeAsync() =>
        LastCode = await Poll.UntilAsync(
            "the authenticator shows another code",
            TwoSteps,
            () => Command.RunAsync("oathtool", "--totp", "--base32", Secret),
            code => code != LastCode
        );

    /// <summary>Six digits that are no code of this app for minutes around now.</summary>
    public async Task<string> WrongCodeAsync()
    {
        var near = await Command.RunAsync(
            "oathtool",
            "--totp",
            "--base32",
            "--window=20",
            "--now=5 minutes ago",
            Secret
        );
        return Enumerable
            .Range(123456, 100)
            .Select(number => $"{number}")
            .First(code => !near.Contains(code, StringComparison.Ordinal));
    }
}
