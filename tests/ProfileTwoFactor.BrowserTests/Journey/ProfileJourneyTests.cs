using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

public sealed class ProfileJourneyTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_enables_a_member_binds_and_a_second_browser_verifies_without_script() =>
        OnSiteAsync(site => ProfileJourney.PlayAsync(site, scripts: false));
}
