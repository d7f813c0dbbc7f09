using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Backplane.Internal;

namespace ProfileTwoFactor.UnitTests.Backplane;

public sealed class ChangeNamesTests
{
    [Fact]
    public void Names_OfTwoApplications_HaveNothingInCommon()
    {
        var (shop, again, other) = (Names("shop"), Names("shop"), Names("other"));
        var scope = TwoFactorScope.Profile("acme");

        Assert.Equal((shop.Channel, shop.Of(scope)), (again.Channel, again.Of(scope)));
        Assert.NotEqual(shop.Channel, other.Channel);
        Assert.NotEqual(shop.Of(scope), other.Of(scope));
        Assert.Matches("^[A-Za-z0-9_-]{1,63}$", shop.Channel);
    }

    private static ChangeNames Names(string application) =>
        new(
            Options.Create(new DataProtectionOptions { ApplicationDiscriminator = application }),
            new HostingEnvironment()
        );
}
