using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;
using ProfileTwoFactor.Windows;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>A person who can write to the cache can copy entries and change their bytes, and gains nothing by it.</summary>
public sealed class WindowSealFuzzTests
{
    private static readonly DateTimeOffset Moment = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly WindowEntryKind[] Kinds =
    [
        WindowEntryKind.Window,
        WindowEntryKind.Activity,
    ];

    private readonly FakeTimeProvider _time = new(Moment);
    private readonly ITestOutputHelper _output;
    private readonly WindowSeal _seal;
    private readonly WindowKey[] _keys;
    private readonly Entry[] _entries;

    public WindowSealFuzzTests(ITestOutputHelper output)
    {
        _output = output;
        var ring = new EphemeralDataProtectionProvider();
        _seal = new WindowSeal(
            ring,
            new OpenedSeals(_time, Options.Create(new ProfileTwoFactorOptions()))
        );
        _keys =
        [
            KeyOf("acme", "member-1", WindowCarrier.Cookie, "cookie-1"),
            KeyOf("acme", "member-2", WindowCarrier.Cookie, "cookie-1"),
            KeyOf("other", "member-1", WindowCarrier.Cookie, "cookie-1"),
            KeyOf("acme", "member-1", WindowCarrier.Cookie, "cookie-2"),
            KeyOf("acme", "member-1", WindowCarrier.Claim, "cookie-1"),
            KeyOf("acme", "member-1", WindowCarrier.Member, "cookie-1"),
        ];
        var ours = new List<Entry>();
        foreach (var key in _keys)
        {
            foreach (var kind in Kinds)
            {
                var moment = Moment.AddMinutes(ours.Count);
                ours.Add(new(key, kind, moment, _seal.Seal(key, kind, moment)));
            }
        }

        // What other apps, other purposes and other key rings seal is never ours.
        var foreign = new WindowSeal(
            new EphemeralDataProtectionProvider(),
            new OpenedSeals(_time, Options.Create(new ProfileTwoFactorOptions()))
        );
        _entries =
        [
            .. ours,
            new(null, default, default, foreign.Seal(_keys[0], WindowEntryKind.Window, Moment)),
            new(null, default, default, ring.CreateProtector("another").Protect(new byte[73])),
            new(null, default, default, []),
        ];
    }

    [Fact]
    public void Open_OfFewFuzzedEntries_IsValidOnlyForWhatWasSealed() => Compare(Fuzzing.Few);

    [LongFact]
    public void Open_OfAMillionFuzzedEntries_IsValidOnlyForWhatWasSealed() =>
        Compare(Fuzzing.Million);

    private void Compare(int count) =>
        Fuzzing.Run(
            Gen.Select(
                Gen.Int[0, _entries.Length - 1],
                // As often as not for the key and kind that it was sealed for.
                Gen.Int[-_keys.Length, _keys.Length - 1],
                Gen.Int[-1, 1],
                Gen.Frequency((2, Gen.Const(Array.Empty<Edit>())), (1, Edits.Array[1, 3])),
                Gen.Int[0, 20]
            ),
            count,
            input =>
            {
                var (index, otherKey, otherKind, edits, seconds) = input;
                var entry = _entries[index];
                var key = otherKey < 0 ? entry.Key ?? _keys[0] : _keys[otherKey];
                var kind = otherKind < 0 ? entry.Kind : Kinds[otherKind];
                var bytes = edits.Aggregate(entry.Bytes, Apply);
                // So that some are decrypted, and some are remembered.
                _time.Advance(TimeSpan.FromSeconds(seconds));

                // The bytes may have been changed back, or into those of another entry.
                var sealedAs = _entries.FirstOrDefault(it =>
                    it.Key is not null && it.Bytes.AsSpan().SequenceEqual(bytes)
                );
                var isOfPlace =
                    sealedAs is not null
                    && sealedAs.Kind == kind
                    && sealedAs.Key!.Place.Hash.AsSpan().SequenceEqual(key.Place.Hash);
                var isOfOwner = isOfPlace && sealedAs!.Key!.Owner.AsSpan().SequenceEqual(key.Owner);

                var opened = _seal.Open(key, kind, bytes, out var moment);
                var looked = _seal.Look(key.Place, kind, bytes, out var seen);

                if (isOfPlace)
                {
                    Assert.Equal(isOfOwner ? SealVerdict.Valid : SealVerdict.AnotherOwners, opened);
                    Assert.Equal(SealVerdict.Valid, looked);
                    Assert.Equal(sealedAs!.Moment, moment);
                    Assert.Equal(sealedAs.Moment, seen);
                }
                else
                {
                    Assert.True(opened is SealVerdict.Foreign or SealVerdict.Unreadable);
                    Assert.Equal(opened, looked);
                    Assert.Equal(default, moment);
                    Assert.Equal(default, seen);
                }

                return isOfOwner;
            },
            _output
        );

    private static Gen<Edit> Edits =>
        Gen.Select(
            Gen.Int[0, 6],
            Gen.Int[0, 255],
            Gen.Byte,
            Gen.Int[0, 14],
            (kind, at, value, other) => new Edit(kind, at, value, other)
        );

    private byte[] Apply(byte[] bytes, Edit edit)
    {
        var at = bytes.Length == 0 ? 0 : edit.At % bytes.Length;
        var other = _entries[edit.Other % _entries.Length].Bytes;
        return edit.Kind switch
        {
            0 when bytes.Length > 0 => [.. bytes[..at], edit.Value, .. bytes[(at + 1)..]],
            1 when bytes.Length > 0 =>
            [
                .. bytes[..at],
                (byte)(bytes[at] ^ (1 << (edit.Value % 8))),
                .. bytes[(at + 1)..],
            ],
            2 => bytes[..at],
            3 => [.. bytes, edit.Value],
            4 when at < other.Length => [.. bytes[..at], .. other[at..]],
            5 => [.. Enumerable.Repeat(edit.Value, edit.At * 5)],
            _ => other,
        };
    }

    private static WindowKey KeyOf(
        string profile,
        string member,
        WindowCarrier carrier,
        string token
    ) =>
        WindowKey.Create(
            new BindingKey(TwoFactorScope.Profile(profile), "epoch", member, ""),
            "binding",
            securityStamp: null,
            new WindowToken(carrier, token)
        );

    private sealed record Entry(
        WindowKey? Key,
        WindowEntryKind Kind,
        DateTimeOffset Moment,
        byte[] Bytes
    );

    private readonly record struct Edit(int Kind, int At, byte Value, int Other);
}
