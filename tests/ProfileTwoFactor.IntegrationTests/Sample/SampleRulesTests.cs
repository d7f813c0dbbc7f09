using AngleSharp.Html.Parser;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>What Owners can choose on the sample site: short times too, so that people can watch a window lapse.</summary>
public sealed class SampleRulesTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Window_OfOneSecond_Lapses()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        AssertOk(await olivia.PolicyAsync(new { window = 1, absoluteLifetime = 1 }));
        AssertOk(await olivia.GetAsync("/api/p/acme/heatmaps"));

        _site.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("verification-required", (await olivia.GetAsync("/api/p/acme/heatmaps")).Code);
    }

    [Fact]
    public async Task Page_OffersShortTimes_AndNoAgeThatIsTooShortToChooseAgain()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();

        var page = new HtmlParser().ParseDocument(
            (await olivia.NavigateAsync("/two-factor/profiles/acme/rules")).Body
        );

        Assert.Equal(["", "1", "10", "30", "60"], Values("window").Take(5));
        Assert.Equal(["", "1", "10", "30", "60"], Values("absoluteLifetime").Take(5));
        Assert.Equal(["", "30", "60"], Values("sensitiveActionMaxAge").Take(3));

        IEnumerable<string?> Values(string name) =>
            page.QuerySelectorAll($"#{name} option").Select(one => one.GetAttribute("value"));
    }

    private static void AssertOk(Answer answer) =>
        Assert.True(answer.StatusCode == 200, answer.Body);
}
