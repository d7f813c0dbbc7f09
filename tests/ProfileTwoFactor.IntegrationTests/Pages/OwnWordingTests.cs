using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>A host that says some things in its own words.</summary>
public sealed class OwnWordingTests
{
    private const string Ours = "Pair your phone with <Shop>";

    [Fact]
    public async Task Page_HostWithItsOwnWording_SaysThatAndAllElseAsBefore()
    {
        await using var host = await StartAsync();

        var page = await host.GetAsync(PagesHost.Bind);

        Assert.Equal(Ours, page.Heading);
        Assert.StartsWith(Ours, page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("mark@example.com とサインイン", page.Text, StringComparison.Ordinal);
        Assert.Contains("Scan the QR code", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;Shop&gt;", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_HostWithItsOwnWording_SaysTheSame()
    {
        await using var host = await StartAsync();

        using var dialog = JsonDocument.Parse(
            await host.Client.GetStringAsync(
                new Uri("/two-factor/assets/dialog.json", UriKind.Relative)
            )
        );
        var texts = dialog.RootElement.GetProperty("texts");

        Assert.Equal(Ours, texts.GetProperty("Bind.Title").GetString());
        Assert.Equal("Enter your code", texts.GetProperty("Verify.Title").GetString());
    }

    private static Task<PagesHost> StartAsync() =>
        PagesHost.StartAsync(services =>
            services.AddTransient<IStringLocalizer<TwoFactorTexts>, OwnWords>()
        );

    private sealed class OwnWords(IStringLocalizerFactory factory)
        : StringLocalizer<TwoFactorTexts>(factory)
    {
        public override LocalizedString this[string name] =>
            name == "Bind.Title" ? new(name, Ours) : base[name];

        public override LocalizedString this[string name, params object[] arguments] =>
            name == "SignedInAs"
                ? new(name, $"{arguments[0]} とサインイン")
                : base[name, arguments];
    }
}
