using System.Globalization;
using System.Reflection;
using HeatmapSite.Audit;
using HeatmapSite.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>What the sample's pages call the events of the package.</summary>
public sealed class SampleEventTextTests
{
    [Fact]
    public async Task Every_event_has_a_text_in_both_languages()
    {
        await using var site = new SampleSite();
        var texts = site.Services.GetRequiredService<IStringLocalizer<SiteText>>();
        var kinds = typeof(TwoFactorEvent)
            .Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(TwoFactorEvent)))
            .Select(type => type.Name)
            .ToList();
        Assert.Contains(nameof(ProfilePolicyChanged), kinds);
        var known = kinds.SelectMany(kind => TextsOf(kind).Select(text => (kind, text))).ToList();

        // English is the key. An unknown event is called by its own name.
        Assert.Empty(known.Where(one => one.text == one.kind).Select(one => one.kind));
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
            Assert.Empty(
                known.Select(one => one.text).Where(text => texts[text].ResourceNotFound).Distinct()
            );
            Assert.All(
                known,
                one =>
                    Assert.Equal(
                        one.text.Contains("{0}", StringComparison.Ordinal),
                        texts[one.text].Value.Contains("{0}", StringComparison.Ordinal)
                    )
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> TextsOf(string kind)
    {
        var find = typeof(Program)
            .Assembly.GetType("HeatmapSite.Audit.SecurityEventText", throwOnError: true)!
            .GetMethod("For", BindingFlags.Public | BindingFlags.Static)!;
        return (kind == nameof(RemovedByOperator) ? Enum.GetNames<OperatorRemoval>() : [""]).Select(
            removal => (string)find.Invoke(null, [Row(kind, removal)])!
        );
    }

    private static SecurityEvent Row(string kind, string removal) =>
        new()
        {
            Ticks = 0,
            Kind = kind,
            IsAccount = false,
            ScopeId = "acme",
            ScopeStamp = "",
            MemberId = "mark",
            AccountName = "mark@example.com",
            ActorId = "mark",
            ActorName = "mark@example.com",
            Removal = removal,
        };
}
