using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.BrowserTests.Journey;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    $"{nameof(ProfileTwoFactor)}.{nameof(ProfileTwoFactor.BrowserTests)}.{nameof(ProfileTwoFactor.BrowserTests.Infrastructure)}.{nameof(LongestFirst)}",
    $"{nameof(ProfileTwoFactor)}.{nameof(ProfileTwoFactor.BrowserTests)}"
)]

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Begins with the classes that take long, so that none of them runs alone at the end. First of all the one that waits for codes in real time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly List<string> Long =
    [
        nameof(RunningSampleTests),
        nameof(AccountJourneyTests),
        nameof(AccountAppearanceTests),
        nameof(SettingsPagesTests),
        nameof(MemberStoryTests),
        nameof(MemberPagesTests),
        nameof(SamplePagesTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(
        IEnumerable<ITestCollection> testCollections
    ) =>
        testCollections.OrderBy(collection =>
        {
            // xunit names a class's own collection by its full name.
            var place = Long.FindIndex(name =>
                collection.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)
            );
            return place < 0 ? Long.Count : place;
        });
}
