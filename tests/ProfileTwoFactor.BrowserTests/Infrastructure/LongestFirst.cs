using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Journey;

[assembly: TestCollectionOrderer(
    "ProfileTwoFactor.BrowserTests.Infrastructure.LongestFirst",
    "ProfileTwoFactor.BrowserTests"
)]

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>First of all the class that waits for codes in real time.</summary>
public sealed class LongestFirst()
    : Tests.Shared.LongestFirst(
        nameof(RunningSampleTests),
        nameof(AccountJourneyTests),
        nameof(AccountAppearanceTests),
        nameof(SettingsPagesTests),
        nameof(MemberStoryTests),
        nameof(MemberPagesTests),
        nameof(SamplePagesTests)
    );
