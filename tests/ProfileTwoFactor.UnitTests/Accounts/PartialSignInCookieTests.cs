using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Accounts.Internal;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>The cookie between password and code, to the tick and to the character.</summary>
public sealed class PartialSignInCookieTests
{
    private const int Longest = 4096;

    /// <summary>For the attributes of the cookie, which count in what a browser keeps.</summary>
    private const int Attributes = 200;

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly FakeTimeProvider _time = new(
        new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)
    );
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly AccountTwoFactorOptions _options = new();

    private static TwoFactorAccount Mei { get; } =
        new()
        {
            UserId = "mei",
            AccountName = "mei@example.com",
            SecurityStamp = "s1",
            Stamp = "a1",
        };

    private string Name => _options.SignInCookie.Name!;

    [Fact]
    public void Cookie_ThatWasHandedOut_NamesThePersonAndWhatItHangsOn()
    {
        var properties = new AuthenticationProperties { IsPersistent = true };
        var value = Cookies().Create(Mei, "epoch-1", properties);

        var signIn = Cookies().Read(Presenting(value))!;

        Assert.Equal(
            ("mei", "a1", "epoch-1", _time.GetUtcNow()),
            (signIn.UserId, signIn.AccountStamp, signIn.Epoch, signIn.BegunAt)
        );
        Assert.Equal(PartialSignIn.HashOf("s1"), signIn.Stamp);
        Assert.NotEqual(PartialSignIn.HashOf("s2"), signIn.Stamp);
        Assert.True(signIn.ReadProperties().IsPersistent);
        Assert.Equal(_time.GetUtcNow() + _options.SignInLifetime, Cookies().EndOf(signIn));
    }

    [Fact]
    public void Cookie_OfAnAccountWithoutAStamp_HasAnEmptyOne()
    {
        var value = Cookies().Create(Mei with { Stamp = null }, "epoch-1", null);

        Assert.Equal("", Cookies().Read(Presenting(value))!.AccountStamp);
    }

    [Fact]
    public void Cookie_CountsForItsLifetime_AndFromNodesThatAreAMinuteAhead()
    {
        var context = Presenting(Cookies().Create(Mei, "epoch-1", null));
        var begun = _time.GetUtcNow();

        Assert.NotNull(ReadAt(begun - TimeSpan.FromMinutes(1)));
        Assert.Null(ReadAt(begun - TimeSpan.FromMinutes(1) - Tick));
        Assert.NotNull(ReadAt(begun + _options.SignInLifetime - Tick));
        Assert.Null(ReadAt(begun + _options.SignInLifetime));

        PartialSignIn? ReadAt(DateTimeOffset now)
        {
            _time.AdjustTime(now);
            return Cookies().Read(context);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64url!")]
    [InlineData("AAAA")]
    public void Cookie_ThatIsNotOurs_IsNone(string value) =>
        Assert.Null(Cookies().Read(Presenting(value)));

    [Fact]
    public void Cookie_OfOtherKeysOrAnotherPurpose_IsNone()
    {
        var other = new PartialSignInSeal(new EphemeralDataProtectionProvider());
        var value = new PartialSignInCookie(other, _time, Options.Create(_options)).Create(
            Mei,
            "epoch-1",
            null
        );

        Assert.Null(Cookies().Read(Presenting(value)));
        Assert.Null(Cookies().Read(new DefaultHttpContext()));
    }

    /// <summary>What is sealed but says nothing of a sign-in.</summary>
    [Fact]
    public void Cookie_WithOtherContent_IsNone()
    {
        var protector = _keys.CreateProtector("ProfileTwoFactor.HalfWay.v1");
        var value = System.Buffers.Text.Base64Url.EncodeToString(
            protector.Protect("[1"u8.ToArray())
        );

        Assert.Null(Cookies().Read(Presenting(value)));
    }

    [Fact]
    public void Create_WhatNoBrowserWouldKeep_IsRefusedWithTheRemedy()
    {
        var most = Enumerable.Range(1, 3000).Last(length => LengthWith(length) <= Most);
        Assert.InRange(LengthWith(most), Most - 8, Most);

        Assert.NotNull(Cookies().Create(Mei, "epoch-1", PropertiesOf(most)));
        var failure = Assert.Throws<InvalidOperationException>(() =>
            Cookies().Create(Mei, "epoch-1", PropertiesOf(most + 8))
        );

        Assert.Contains("too large for a cookie", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HandOut_SetsTheCookieForItsLifetimeAndTellsScripts()
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";

        Cookies().HandOut(context, "value");

        var cookie = Assert.Single(context.Response.Headers.SetCookie);
        Assert.StartsWith($"{Name}=value;", cookie, StringComparison.Ordinal);
        Assert.Contains(
            $"max-age={_options.SignInLifetime.TotalSeconds}",
            cookie,
            StringComparison.Ordinal
        );
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Equal("half-way", context.Response.Headers[PartialSignInCookie.HeaderName]);
    }

    [Theory]
    [InlineData(null, "", null, "/")]
    [InlineData(null, "/app", null, "/app")]
    [InlineData("__Host-half", "", null, "/")]
    [InlineData("__Host-half", "/app", null, "/")]
    [InlineData("half", "/app", "/own", "/own")]
    public void HandOut_TheCookie_IsForTheAppAlone(
        string? name,
        string pathBase,
        string? own,
        string expected
    )
    {
        _options.SignInCookie.Name = name ?? _options.SignInCookie.Name;
        _options.SignInCookie.Path = own ?? _options.SignInCookie.Path;
        var context = new DefaultHttpContext();
        context.Request.PathBase = pathBase;

        Cookies().HandOut(context, "value");

        Assert.Contains(
            $"path={expected};",
            $"{context.Response.Headers.SetCookie};",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Forget_TakesBackWhatTheBrowserPresents_AndNothingElse()
    {
        var (without, with) = (new DefaultHttpContext(), Presenting("value"));

        Cookies().Forget(without);
        Cookies().Forget(with);

        Assert.Equal(0, without.Response.Headers.SetCookie.Count);
        Assert.Contains(
            "expires=Thu, 01 Jan 1970",
            Assert.Single(with.Response.Headers.SetCookie),
            StringComparison.Ordinal
        );
    }

    private int Most => Longest - Name.Length - Attributes;

    private PartialSignInCookie Cookies() =>
        new(new PartialSignInSeal(_keys), _time, Options.Create(_options));

    private static AuthenticationProperties PropertiesOf(int length) =>
        new() { Items = { ["much"] = new string('x', length) } };

    /// <summary>What sealing makes of it, without the limit.</summary>
    private int LengthWith(int length)
    {
        var seal = new PartialSignInSeal(_keys);
        return seal.Seal(
            new PartialSignIn
            {
                Id = new string('i', 22),
                UserId = "mei",
                AccountStamp = "a1",
                Epoch = "epoch-1",
                Stamp = PartialSignIn.HashOf("s1"),
                BegunAt = _time.GetUtcNow(),
                Properties = PropertiesSerializer.Default.Serialize(PropertiesOf(length)),
            }
        ).Length;
    }

    private DefaultHttpContext Presenting(string value)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"{Name}={value}";
        return context;
    }
}
