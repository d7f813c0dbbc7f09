using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class OpenedSealsTests
{
    private static readonly DateTimeOffset Moment = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Moment);
    private readonly CountingProvider _keys = new();
    private readonly WindowSeal _seal;

    private readonly ProfileTwoFactorOptions _options = new() { DecisionCapacity = 16 };

    public OpenedSealsTests() =>
        _seal = new WindowSeal(_keys, new OpenedSeals(_time, Options.Create(_options)));

    [Fact]
    public void Seal_ReadAgainWithinAMinute_IsDecryptedOnce()
    {
        var key = KeyOf("member-1");
        var entry = _seal.Seal(key, WindowEntryKind.Window, Moment);

        Assert.Equal(SealVerdict.Valid, Open(key, entry));
        Assert.Equal(SealVerdict.Valid, Open(key, [.. entry]));

        Assert.Equal(1, _keys.Decrypted);
    }

    /// <summary>A key that is revoked must end what it sealed.</summary>
    [Fact]
    public void Seal_ReadAgainAfterAMinute_IsDecryptedAgain()
    {
        var key = KeyOf("member-1");
        var entry = _seal.Seal(key, WindowEntryKind.Window, Moment);
        Open(key, entry);
        _keys.IsRevoked = true;

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(SealVerdict.Unreadable, Open(key, entry));
    }

    [Fact]
    public void Seal_ThatWasOpenedForItsOwner_IsStillAnotherOwnersForOthers()
    {
        var key = KeyOf("member-1");
        var entry = _seal.Seal(key, WindowEntryKind.Window, Moment);
        Open(key, entry);

        Assert.Equal(SealVerdict.AnotherOwners, Open(KeyOf("member-2"), entry));
        Assert.Equal(SealVerdict.Foreign, _seal.Open(key, WindowEntryKind.Activity, entry, out _));
        Assert.Equal(SealVerdict.Foreign, Open(KeyOf("member-1", "another cookie"), entry));
    }

    /// <summary>Neither the part that is hashed nor any other may be changed.</summary>
    [Fact]
    public void Seal_WithAnyByteChanged_IsNotTakenForTheOneThatWasOpened()
    {
        var key = KeyOf("member-1");
        var entry = _seal.Seal(key, WindowEntryKind.Window, Moment);
        Open(key, entry);

        for (var at = 0; at < entry.Length; at++)
        {
            byte[] changed = [.. entry];
            changed[at] ^= 1;
            Assert.NotEqual(SealVerdict.Valid, Open(key, changed));
        }

        Assert.NotEqual(SealVerdict.Valid, Open(key, entry[..^1]));
        Assert.NotEqual(SealVerdict.Valid, Open(key, [.. entry, 0]));
        Assert.NotEqual(SealVerdict.Valid, Open(key, []));
    }

    [Fact]
    public void Seal_ThatCantBeDecrypted_IsTriedEachTime()
    {
        var key = KeyOf("member-1");
        _keys.IsRevoked = true;
        var entry = _seal.Seal(key, WindowEntryKind.Window, Moment);

        Assert.Equal(SealVerdict.Unreadable, Open(key, entry));
        _keys.IsRevoked = false;
        Assert.Equal(SealVerdict.Valid, Open(key, entry));
    }

    /// <summary>What is kept is memory, and the app says how much of it by the number of decisions.</summary>
    [Fact]
    public void Seal_WithAsManyOthersOpenedSinceAsDecisionsAreKept_IsDecryptedAgain()
    {
        var entries = Enumerable
            .Range(0, _options.DecisionCapacity + 1)
            .Select(number => KeyOf($"member-{number}"))
            .Select(key => (Key: key, Entry: _seal.Seal(key, WindowEntryKind.Window, Moment)))
            .ToList();

        Assert.All(entries, one => Assert.Equal(SealVerdict.Valid, Open(one.Key, one.Entry)));
        Assert.Equal(SealVerdict.Valid, Open(entries[^1].Key, entries[^1].Entry));
        Assert.Equal(entries.Count, _keys.Decrypted);

        Assert.Equal(SealVerdict.Valid, Open(entries[0].Key, entries[0].Entry));

        Assert.Equal(entries.Count + 1, _keys.Decrypted);
    }

    private SealVerdict Open(WindowKey key, byte[] entry) =>
        _seal.Open(key, WindowEntryKind.Window, entry, out _);

    private static WindowKey KeyOf(string member, string cookie = "cookie") =>
        WindowKey.Create(
            new BindingKey(TwoFactorScope.Profile("acme"), "epoch", member, ""),
            "binding",
            securityStamp: null,
            new WindowToken(WindowCarrier.Cookie, cookie)
        );

    private sealed class CountingProvider : IDataProtectionProvider, IDataProtector
    {
        private readonly IDataProtector _inner =
            new EphemeralDataProtectionProvider().CreateProtector("test");

        public int Decrypted { get; private set; }

        public bool IsRevoked { get; set; }

        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => _inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            Decrypted++;
            return IsRevoked
                ? throw new System.Security.Cryptography.CryptographicException("revoked")
                : _inner.Unprotect(protectedData);
        }
    }
}
