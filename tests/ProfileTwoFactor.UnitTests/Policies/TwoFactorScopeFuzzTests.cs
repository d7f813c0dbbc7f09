using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Scopes.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;
using ProfileTwoFactor.Windows;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests.Policies;

/// <summary>Ids are the host's and may hold anything: two that differ share nothing, and none breaks out of where it is written.</summary>
public sealed partial class TwoFactorScopeFuzzTests(ITestOutputHelper output)
{
    private const string Likely = "aAb|/\\.:;,=%?#&'\"<> \r\n\u00e9e\u0301\ud800\udc00";

    private static readonly WindowCookieShape Shape = new(
        Options.Create(new ProfileTwoFactorOptions())
    );

    private static readonly ActionUrls Urls = new(Options.Create(new ProfileTwoFactorOptions()));

    private static readonly ChangeNames Changes = new(
        Options.Create(new DataProtectionOptions { ApplicationDiscriminator = "app" }),
        new HostingEnvironment()
    );

    private static readonly Gen<string> Part = FuzzedText.Edited(
        Gen.OneOf("", "a", "acme", "Acme", "acme|x", "..", "\ud800", "cafe\u0301"),
        Likely,
        edits: 2
    );

    private static readonly Gen<Parts> Scopes = Gen.Select(
        Gen.Bool,
        Part,
        Part,
        Part,
        (isAccount, id, stamp, tenant) => new Parts(isAccount, id, stamp, tenant)
    );

    /// <summary>Two that are equal, nearly equal, or have nothing to do with each other.</summary>
    private static readonly Gen<(Parts First, Parts Second)> Pairs = Gen.Select(
        Scopes,
        Scopes,
        Gen.Int[0, 11],
        (first, other, how) => (first, Second(first, other, how))
    );

    [Fact]
    public void Scope_OfFewFuzzedPairs_SharesNamesOnlyIfAllPartsAreEqual() =>
        ComparePairs(Fuzzing.Few);

    [LongFact]
    public void Scope_OfAMillionFuzzedPairs_SharesNamesOnlyIfAllPartsAreEqual() =>
        ComparePairs(Fuzzing.Million);

    [Fact]
    public void Id_OfFewThatAreFuzzed_StaysInItsPlace() => CompareIds(Fuzzing.Few);

    [LongFact]
    public void Id_OfAMillionThatAreFuzzed_StaysInItsPlace() => CompareIds(Fuzzing.Million);

    private void ComparePairs(int count) =>
        Fuzzing.Run(
            Pairs,
            count,
            pair =>
            {
                if (Create(pair.First) is not { } first || Create(pair.Second) is not { } second)
                {
                    return false;
                }

                var areEqual = pair.First == pair.Second;

                Assert.Equal(areEqual, first == second);
                Assert.Equal(areEqual, Shape.NamesOf(first)[2] == Shape.NamesOf(second)[2]);
                Assert.Equal(areEqual, OwnerOf(first).AsSpan().SequenceEqual(OwnerOf(second)));
                Assert.Equal(areEqual, Changes.Of(first) == Changes.Of(second));
                Assert.Equal(
                    areEqual,
                    NotificationFiling.GroupOf(first) == NotificationFiling.GroupOf(second)
                );
                return areEqual;
            },
            output
        );

    private void CompareIds(int count) =>
        Fuzzing.Run(
            Part,
            count,
            id =>
            {
                var isValid = id.Length is > 0 and <= IdentifierRules.MaxIdLength;
                Assert.Equal(isValid, IdentifierRules.IsValid(id));
                if (!isValid)
                {
                    Assert.ThrowsAny<ArgumentException>(() => TwoFactorScope.Profile(id));
                    return false;
                }

                foreach (var name in Shape.NamesOf(TwoFactorScope.Profile(id)))
                {
                    Assert.Matches(CookieName(), name);
                    Assert.True(Shape.IsWindow(name));
                }

                Assert.Matches(Address(), Urls.Verify(new DefaultHttpContext(), id));

                var logged = LogText.OneLine(id);
                Assert.Equal(id.Length, logged.Length);
                Assert.DoesNotMatch(LineEnd(), logged);
                Assert.Equal(LineEnd().IsMatch(id), logged != id);
                return logged == id;
            },
            output
        );

    private static TwoFactorScope? Create(Parts parts)
    {
        try
        {
            var scope = parts.IsAccount
                ? TwoFactorScope.Account(parts.Id, parts.Stamp)
                : TwoFactorScope.Profile(parts.Id, parts.Stamp);
            return scope.InTenant(parts.Tenant);
        }
        catch (ArgumentException)
        {
            Assert.True(
                !IdentifierRules.IsValid(parts.Id)
                    || parts.Stamp.Length > IdentifierRules.MaxStampLength
                    || parts.Tenant.Length > IdentifierRules.MaxIdLength
            );
            return null;
        }
    }

    private static byte[] OwnerOf(TwoFactorScope scope) =>
        WindowKey
            .Create(
                new BindingKey(scope, "epoch", "member", ""),
                "binding",
                securityStamp: null,
                new WindowToken(WindowCarrier.Cookie, "cookie")
            )
            .Owner;

    private static Parts Second(Parts first, Parts other, int how) =>
        how switch
        {
            0 => first with { IsAccount = !first.IsAccount },
            1 => first with { Id = other.Id },
            2 => first with { Stamp = other.Stamp },
            3 => first with { Tenant = other.Tenant },
            // The parts in one are the same, and their borders are elsewhere.
            4 => Moved(first),
            5 => first with { Stamp = first.Tenant, Tenant = first.Stamp },
            6 => first with { Id = first.Id.ToUpperInvariant() },
            7 => other,
            _ => first with { },
        };

    private static Parts Moved(Parts parts) =>
        parts.Id.Length > 1
            ? parts with
            {
                Id = parts.Id[..^1],
                Stamp = parts.Id[^1] + parts.Stamp,
            }
            : parts;

    [GeneratedRegex(@"\A(__Host-|__Secure-)?\.ProfileTwoFactor\.W\.[0-9a-f]{24}\z")]
    private static partial Regex CookieName();

    [GeneratedRegex(@"\A/two-factor/profiles/([A-Za-z0-9\-._~]|%[0-9A-F]{2})+/verify\z")]
    private static partial Regex Address();

    /// <summary>What a terminal, a file or a viewer takes for the end of a line, or for a command.</summary>
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\u2028\u2029]")]
    private static partial Regex LineEnd();

    private sealed record Parts(bool IsAccount, string Id, string Stamp, string Tenant);
}
