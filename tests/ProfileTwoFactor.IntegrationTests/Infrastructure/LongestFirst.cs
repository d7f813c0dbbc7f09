using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.IntegrationTests.OpenAnswers;
using ProfileTwoFactor.IntegrationTests.Sample;

[assembly: TestCollectionOrderer(
    "ProfileTwoFactor.IntegrationTests.Infrastructure.LongestFirst",
    "ProfileTwoFactor.IntegrationTests"
)]

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>First of all the class that waits until what a killed process had claimed is free again.</summary>
public sealed class LongestFirst()
    : Tests.Shared.LongestFirst(
        nameof(SampleCrashTests),
        nameof(SampleSupportTests),
        nameof(MailFaultTests),
        nameof(OpenAnswerStayTests)
    );
