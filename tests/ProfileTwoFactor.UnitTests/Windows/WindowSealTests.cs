using System.Buffers.Binary;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>What an entry of the cache counts for, and for what it doesn't.</summary>
public sealed class WindowSealTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly WindowKey _key = KeyOf("mark", "cookie-1");

    [Fact]
    public void Entry_CountsForItsPlaceKindAndOwnerAlone()
    {
        var entry = Seal().Seal(_key, WindowEntryKind.Window, Noon);

        Assert.Equal((SealVerdict.Valid, Noon), Open(entry));
        Assert.Equal(SealVerdict.Foreign, Open(entry, kind: WindowEntryKind.Activity).Verdict);
        Assert.Equal(SealVerdict.Foreign, Open(entry, KeyOf("mark", "cookie-2")).Verdict);
        Assert.Equal(SealVerdict.AnotherOwners, Open(entry, KeyOf("mei", "cookie-1")).Verdict);
        var look = Seal().Look(_key.Place, WindowEntryKind.Window, entry, out var moment);
        Assert.Equal((SealVerdict.Valid, Noon), (look, moment));
    }

    [Fact]
    public void Entry_ThatIsNoneOfOurs_IsForeign()
    {
        Assert.Equal(SealVerdict.Foreign, Open([]).Verdict);
        Assert.Equal(SealVerdict.Foreign, Open([1, 2, 3]).Verdict);
        Assert.Equal(SealVerdict.Foreign, Open(Protected(new byte[12])).Verdict);
    }

    /// <summary>Another node may have the key.</summary>
    [Fact]
    public void Entry_OfOtherKeys_IsUnreadable()
    {
        var elsewhere = new EphemeralDataProtectionProvider();
        var entry = Seal(elsewhere).Seal(_key, WindowEntryKind.Window, Noon);

        Assert.Equal(SealVerdict.Unreadable, Open(entry).Verdict);
    }

    /// <summary>Not decrypted, however it begins.</summary>
    [Fact]
    public void Entry_LongerThanAnyOfOurs_IsForeign()
    {
        var entry = Seal().Seal(_key, WindowEntryKind.Window, Noon);
        byte[] longest = [.. entry, .. new byte[1024 - entry.Length]];

        Assert.Equal(SealVerdict.Unreadable, Open(longest).Verdict);
        Assert.Equal(SealVerdict.Foreign, Open([.. longest, 0]).Verdict);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    [InlineData(3_155_378_975_999_999_999, true)]
    [InlineData(3_155_378_976_000_000_000, false)]
    [InlineData(long.MinValue, false)]
    [InlineData(long.MaxValue, false)]
    public void Entry_WithAMomentThatIsNone_IsForeign(long ticks, bool isMoment)
    {
        var plain = new byte[73];
        _key.Place.Hash.CopyTo(plain, 0);
        _key.Owner.CopyTo(plain, 32);
        plain[64] = (byte)WindowEntryKind.Window;
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(65), ticks);

        var (verdict, moment) = Open(Protected(plain));

        Assert.Equal(isMoment ? SealVerdict.Valid : SealVerdict.Foreign, verdict);
        Assert.Equal(isMoment ? ticks : 0, moment.UtcTicks);
    }

    private (SealVerdict Verdict, DateTimeOffset Moment) Open(
        byte[] entry,
        WindowKey? key = null,
        WindowEntryKind kind = WindowEntryKind.Window
    )
    {
        var verdict = Seal().Open(key ?? _key, kind, entry, out var moment);
        return (verdict, moment);
    }

    private byte[] Protected(byte[] plain) =>
        _keys.CreateProtector("ProfileTwoFactor.Windows.v2").Protect(plain);

    private WindowSeal Seal(IDataProtectionProvider? keys = null) =>
        new(
            keys ?? _keys,
            new OpenedSeals(TimeProvider.System, Options.Create(new ProfileTwoFactorOptions()))
        );

    private static WindowKey KeyOf(string member, string cookie) =>
        WindowKey.Create(
            new BindingKey(TwoFactorScope.Profile("acme"), "epoch-1", member, ""),
            "b1",
            "s1",
            new WindowToken(WindowCarrier.Cookie, cookie)
        );
}
