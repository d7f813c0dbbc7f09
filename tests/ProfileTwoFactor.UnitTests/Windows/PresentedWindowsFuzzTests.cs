using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Tests.Shared;
using ProfileTwoFactor.Windows;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>Two ways to read the window cookies of a request: neither throws, and what the short one finds, the parsers find too.</summary>
public sealed partial class PresentedWindowsFuzzTests(ITestOutputHelper output)
{
    private const string Plain = "abcXYZ019-_.";

    private static readonly WindowCookieShape Shape = new(
        Options.Create(new ProfileTwoFactorOptions())
    );

    private static readonly string[] Names = Shape.NamesOf(TwoFactorScope.Profile("acme"));
    private static readonly string[] OtherNames = Shape.NamesOf(TwoFactorScope.Profile("other"));

    private static readonly Gen<string> Name = Gen.Frequency(
        (6, Gen.OneOf(Names)),
        (2, Gen.OneOf(OtherNames)),
        (1, Gen.OneOf(Names[2].ToUpperInvariant(), "__host-" + Names[2], Names[2] + "0")),
        (6, Gen.OneOf("a", "theme", ".AspNetCore.Cookies", ".ProfileTwoFactor.P.01"))
    );

    private static readonly Gen<string> Value = Gen.Frequency(
        (12, Gen.Char[Plain].Array[1, 40].Select(text => new string(text))),
        (1, Gen.Int[120, 136].Select(length => new string('x', length))),
        (1, Gen.OneOf("", "\"x\"", " x", "x y", "%41", "a=b", "\u00e9"))
    );

    private static readonly Gen<string> Header = FuzzedText.Edited(
        Gen.Select(
            Gen.Select(Name, Value, (name, value) => $"{name}={value}").Array[1, 4],
            Gen.Frequency((8, Gen.Const("; ")), (1, Gen.OneOf(";", " ; ", ",", ";;"))),
            (pairs, separator) => string.Join(separator, pairs)
        ),
        "=;, \"%" + Plain,
        edits: 2
    );

    private static readonly Gen<string[]> Headers = Gen.Frequency(
        (12, Header.Array[1]),
        (1, Header.Array[0, 3])
    );

    [Fact]
    public void OnlyOne_OfFewFuzzedHeaders_AgreesWithTheParsers() => Compare(Fuzzing.Few);

    [LongFact]
    public void OnlyOne_OfAMillionFuzzedHeaders_AgreesWithTheParsers() => Compare(Fuzzing.Million);

    private void Compare(int count) =>
        Fuzzing.Run(
            Headers,
            count,
            headers =>
            {
                var context = new DefaultHttpContext();
                context.Request.Headers.Cookie = headers;

                var all = PresentedWindows.Of(context, Shape).Cookies;
                var only = PresentedWindows.OnlyOne(context, Names);

                AssertAreWindows(headers, all);
                if (only is not null)
                {
                    AssertIsTheOnlyOne(context, all, only);
                }
                else if (PlainValueOf(headers) is { } plain)
                {
                    Assert.Fail($"{plain} was not found.");
                }

                return only is not null;
            },
            output
        );

    private static void AssertAreWindows(
        string[] headers,
        IReadOnlyList<(string Name, string Value)> found
    )
    {
        var rank = 0;
        foreach (var (name, _) in found)
        {
            Assert.Matches(WindowName(), name);
            Assert.Contains(headers, header => header.Contains(name, StringComparison.Ordinal));
            Assert.True(ScopeCookies.Rank(name) >= rank);
            rank = ScopeCookies.Rank(name);
        }

        Assert.Equal(found.Count, found.Distinct().Count());
    }

    private static void AssertIsTheOnlyOne(
        HttpContext context,
        IReadOnlyList<(string Name, string Value)> all,
        string only
    )
    {
        Assert.InRange(only.Length, 1, 128);
        Assert.Matches(PlainValue(), only);
        Assert.Equal(
            only,
            Assert.Single(
                Names.Select(name => context.Request.Cookies[name]),
                value => value is not null
            )
        );
        Assert.Equal(only, Assert.Single(all, cookie => Names.Contains(cookie.Name)).Value);
    }

    /// <summary>The value that must be found, because all that is sent is plainly written and has one cookie of the scope.</summary>
    private static string? PlainValueOf(string[] headers)
    {
        if (headers is not [var header] || !PlainHeader().IsMatch(header))
        {
            return null;
        }

        string[][] pairs = [.. header.Split("; ").Select(pair => pair.Split('='))];
        return
            header.Split(Names[2], StringSplitOptions.None).Length == 2
            && !header
                .Replace(Names[2], "", StringComparison.Ordinal)
                .Contains(Names[2], StringComparison.OrdinalIgnoreCase)
            && pairs.SingleOrDefault(pair => Names.Contains(pair[0]))
                is [_, { Length: <= 128 } value]
            ? value
            : null;
    }

    [GeneratedRegex(@"\A(__Host-|__Secure-)?\.ProfileTwoFactor\.W\.[0-9a-f]{24}\z")]
    private static partial Regex WindowName();

    [GeneratedRegex(@"\A[A-Za-z0-9_.\-]+\z")]
    private static partial Regex PlainValue();

    [GeneratedRegex(@"\A[A-Za-z0-9_.\-]+=[A-Za-z0-9_.\-]+(; [A-Za-z0-9_.\-]+=[A-Za-z0-9_.\-]+)*\z")]
    private static partial Regex PlainHeader();
}
