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

    /// <summary>Another hash in another release would end every window.</summary>
    [Theory]
    [InlineData("", "3c053998e99dd12fff305e008263a341ca2a6dcc37b56e2f35ca6f7ead52a7c8")]
    [InlineData("north", "1369ea746905f14cb8cb3db2c49d591c17dd7bd697cc97ba5c8b6c83e0c26119")]
    public void A_window_stays_the_same_in_every_release(string tenant, string owner)
    {
        var key = WindowKey.Create(
            new BindingKey(
                TwoFactorScope.Profile("acme", "2").InTenant(tenant),
                "epoch",
                "mark",
                "3"
            ),
            "b1",
            "stamp",
            new WindowToken(WindowCarrier.Cookie, "token")
        );

        Assert.Equal(owner, Convert.ToHexStringLower(key.Owner));
        Assert.Equal(
            "b22b72ccdde131327f0b07a3b3ed62cecf15ac7285a7beeb28b12935d818be63",
            Convert.ToHexStringLower(key.Place.Hash)
        );
    }

    [Fact]
    public void A_tokens_window_stays_the_same_in_every_release()
    {
        var key = WindowKey.Create(
            new BindingKey(TwoFactorScope.Profile("acme", "2"), "epoch", "mark", "3"),
            "b1",
            securityStamp: null,
            new WindowToken(WindowCarrier.Claim, "token", "sid")
        );

        Assert.Equal(
            "f75ad5457ecb00b1f46ee17b4b343e79c6158e2e3ea91dad187f30c426d5c9eb",
            Convert.ToHexStringLower(key.Owner)
        );
        Assert.Equal(key.Owner, key.Place.Hash);
    }

    /// <summary>One read finds it, whichever of the member's authenticators opened it.</summary>
    [Fact]
    public void A_claims_window_lies_where_the_first_authenticator_says_and_a_cookies_where_the_cookie_says()
    {
        var binding = new BindingKey(TwoFactorScope.Profile("acme"), "epoch", "mark", "");
        var claim = new WindowToken(WindowCarrier.Claim, "token", "sid");
        var cookie = new WindowToken(WindowCarrier.Cookie, "token");
        var first = WindowKey.Create(binding, "b1", "stamp", claim);

        var second = WindowKey.Create(binding, "b2", "stamp", claim, bindingId: "b1");
        var browser = WindowKey.Create(binding, "b2", "stamp", cookie, bindingId: "b1");
        var elsewhere = WindowKey.Create(binding, "b2", "stamp", claim, place: browser.Place);

        Assert.Equal(first.Place.Window, second.Place.Window);
        Assert.NotEqual(first.Owner, second.Owner);
        Assert.Equal(WindowPlace.OfCookie("token").Window, browser.Place.Window);
        Assert.Same(browser.Place, elsewhere.Place);
    }

    [Fact]
    public void A_place_is_found_by_its_name_and_by_no_other_text()
    {
        var place = WindowPlace.OfCookie("token");

        Assert.Equal(place.Window, WindowPlace.OfName(place.Name.ToString())!.Window);
        Assert.StartsWith("ptf:w:", place.Window, StringComparison.Ordinal);
        Assert.StartsWith("ptf:a:", place.Activity, StringComparison.Ordinal);
        Assert.Null(WindowPlace.OfName(""));
        Assert.Null(WindowPlace.OfName("AAAA"));
        Assert.Null(WindowPlace.OfName(place.Name.ToString() + "AA"));
        Assert.Null(WindowPlace.OfName(place.Name[..^1].ToString() + "!"));
    }

    [Fact]
    public void A_logged_token_gives_nothing_away() =>
        Assert.Equal(
            "Cookie (redacted)",
            new WindowToken(WindowCarrier.Cookie, "secret").ToString()
        );

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
