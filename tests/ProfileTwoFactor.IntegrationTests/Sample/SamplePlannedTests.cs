using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Planned enforcement on the sample site.</summary>
public sealed class SamplePlannedTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Profile_UntilTheDate_OpensAndOffersToBind()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var date = _site.Clock.GetUtcNow().AddDays(30);
        await olivia.EnableFromAsync(date);
        var mark = await _site.SignedInAsync("mark");

        foreach (
            var page in new[] { "/p/acme", "/p/acme/heatmaps/home", "/p/acme/settings/members" }
        )
        {
            var open = await mark.NavigateAsync(page);
            Assert.Equal(200, open.StatusCode);
            Assert.NotNull(open.Header("ProfileTwoFactor-Enforced-From"));
            Assert.Contains("data-ptf-action=\"bind\"", open.Body, StringComparison.Ordinal);
            Assert.Contains(
                $"{date.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
                open.Body,
                StringComparison.Ordinal
            );
        }

        var app = await mark.BindAsync();
        Assert.DoesNotContain(
            "data-ptf-action=\"bind\"",
            (await mark.NavigateAsync("/p/acme")).Body,
            StringComparison.Ordinal
        );
        Assert.NotNull(app);
        var mei = await _site.SignedInAsync("mei");
        _site.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(
            "binding-required",
            (await (await _site.SignedInAsync("mei")).GetAsync("/api/p/acme/heatmaps")).Code
        );
        Assert.NotNull(mei);
    }

    [Theory]
    [InlineData("ReportOnly", 200)]
    [InlineData("reportonly", 200)]
    [InlineData("Enforce", 401)]
    public async Task Enforcement_IsASetting(string value, int status)
    {
        using var site = new SampleSite { Settings = { ["ProfileTwoFactor:Enforcement"] = value } };
        await (await site.SignedInAsync("olivia")).EnableAsync();

        var answer = await (await site.SignedInAsync("mark")).GetAsync("/api/p/acme/heatmaps");

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Off")]
    [InlineData("Enforce, ReportOnly")]
    public void Enforcement_OfAnotherName_StopsTheStart(string value)
    {
        using var site = new SampleSite { Settings = { ["ProfileTwoFactor:Enforcement"] = value } };

        var error = Assert.ThrowsAny<Exception>(() => site.Services);

        Assert.Contains("ProfileTwoFactor:Enforcement", error.Message, StringComparison.Ordinal);
    }
}
