using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowKeyTests
{
    [Fact]
    public void Whatever_must_end_a_window_is_part_of_its_key()
    {
        var profile = TwoFactorScope.Profile("acme");
        var token = new WindowToken(WindowCarrier.Cookie, "token");
        var binding = new BindingKey(profile, "epoch", "mark", "");
        WindowKey[] keys =
        [
            WindowKey.Create(binding, "b1", "stamp", token),
            WindowKey.Create(
                binding with
                {
                    Scope = TwoFactorScope.Profile("beta"),
                },
                "b1",
                "stamp",
                token
            ),
            WindowKey.Create(
                binding with
                {
                    Scope = TwoFactorScope.Account("acme"),
                },
                "b1",
                "stamp",
                token
            ),
            WindowKey.Create(
                binding with
                {
                    Scope = TwoFactorScope.Profile("acme", "2"),
                },
                "b1",
                "stamp",
                token
            ),
            WindowKey.Create(binding with { Epoch = "epoch2" }, "b1", "stamp", token),
            WindowKey.Create(binding with { MemberId = "mei" }, "b1", "stamp", token),
            WindowKey.Create(binding with { MemberStamp = "2" }, "b1", "stamp", token),
            WindowKey.Create(binding, "b2", "stamp", token),
            WindowKey.Create(binding, "b1", "stamp2", token),
            WindowKey.Create(binding, "b1", "", token),
            WindowKey.Create(binding, "b1", null, token),
            WindowKey.Create(binding, "b1", "stamp", token with { Text = "token2" }),
            WindowKey.Create(binding, "b1", "stamp", token with { Carrier = WindowCarrier.Claim }),
            WindowKey.Create(
                binding,
                "b1",
                "stamp",
                token with
                {
                    Carrier = WindowCarrier.Claim,
                    Qualifier = "sid",
                }
            ),
            WindowKey.Create(
                binding,
                "b1",
                "stamp",
                token with
                {
                    Carrier = WindowCarrier.Claim,
                    Qualifier = "jti",
                }
            ),
        ];

        Assert.Equal(
            keys.Length,
            keys.Select(key => Convert.ToHexString(key.Owner)).Distinct().Count()
        );
        Assert.All(keys, key => Assert.DoesNotContain("token", key.Place.Window));
    }

    [Fact]
    public void A_cookies_window_is_found_by_the_cookie_alone_and_a_claims_window_by_its_owner_only()
    {
        var cookie = new WindowToken(WindowCarrier.Cookie, "token");
        var claim = new WindowToken(WindowCarrier.Claim, "token", "sid");

        Assert.Equal(WindowPlace.OfCookie("token").Window, PlaceOf("mark", cookie));
        Assert.Equal(PlaceOf("mark", cookie), PlaceOf("mei", cookie));
        Assert.NotEqual(PlaceOf("mark", claim), PlaceOf("mei", claim));
        Assert.NotEqual(PlaceOf("mark", claim), PlaceOf("mark", cookie));
    }

    [Fact]
    public void A_logged_token_gives_nothing_away() =>
        Assert.DoesNotContain("secret", new WindowToken(WindowCarrier.Cookie, "secret").ToString());

    private static string PlaceOf(string member, WindowToken token) =>
        WindowKey
            .Create(
                new BindingKey(TwoFactorScope.Profile("acme"), "epoch", member, ""),
                "b1",
                "stamp",
                token
            )
            .Place.Window;
}
