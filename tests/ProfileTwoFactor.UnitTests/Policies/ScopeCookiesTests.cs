using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class ScopeCookiesTests
{
    [Theory]
    [InlineData("__Host-a", "__Host-", "a", 0)]
    [InlineData("__Secure-a", "__Secure-", "a", 1)]
    [InlineData("a", null, "a", 2)]
    [InlineData("__host-a", null, "__host-a", 2)]
    [InlineData("a__Host-", null, "a__Host-", 2)]
    public void Name_WithOrWithoutWhatBrowsersLookAt_IsSplitAndRanked(
        string name,
        string? prefix,
        string rest,
        int rank
    )
    {
        Assert.Equal(prefix, ScopeCookies.PrefixOf(name, StringComparison.Ordinal));
        Assert.Equal(rest, ScopeCookies.Rest(name));
        Assert.Equal(rank, ScopeCookies.Rank(name));
    }

    [Fact]
    public void PrefixOf_ANameInAnotherCase_IsFoundIfTheCallerIgnoresCase()
    {
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

        Assert.Equal("__Host-", ScopeCookies.PrefixOf("__hOST-a", AnyCase));
        Assert.Equal("__Secure-", ScopeCookies.PrefixOf("__sECURE-a", AnyCase));
    }

    /// <summary>Another name in another release would ask every member for a code.</summary>
    [Theory]
    [InlineData("", "p.25fe2925697d558bcf29ae27")]
    [InlineData("north", "p.a2e1ae143c7bc7844ed7f4bd")]
    public void NameFor_AScope_StaysTheSameInEveryRelease(string tenant, string expected) =>
        Assert.Equal(
            expected,
            ScopeCookies.NameFor(TwoFactorScope.Profile("acme", "2").InTenant(tenant), "p.")
        );

    [Theory]
    [InlineData("")]
    [InlineData("north")]
    public void NameFor_AScope_IsAHashOfAllItsParts(string tenant)
    {
        TwoFactorScope[] scopes =
        [
            TwoFactorScope.Profile("acme").InTenant(tenant),
            TwoFactorScope.Profile("Acme").InTenant(tenant),
            TwoFactorScope.Profile("acme", "2").InTenant(tenant),
            TwoFactorScope.Account("acme").InTenant(tenant),
            TwoFactorScope.Profile("acme").InTenant("south"),
        ];

        var names = scopes.Select(scope => ScopeCookies.NameFor(scope, "p.")).ToList();

        Assert.Equal(scopes.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^p\\.[0-9a-f]{24}$", name));
    }
}
