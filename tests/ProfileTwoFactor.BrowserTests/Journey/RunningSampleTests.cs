using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>Nothing here is arranged by the tests: the real clock, and the sample in a process of its own.</summary>
/// <remarks>A class of its own, because it spends its time waiting for the next code while the others run.</remarks>
public sealed class RunningSampleTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_enables_a_member_binds_and_a_second_browser_verifies_on_the_running_sample() =>
        OnRunningSampleAsync(site => ProfileJourney.PlayAsync(site, scripts: true));
}
