using System.Text;
using OtpNet;
using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests;

public sealed class BackupCodesTests
{
    [Fact]
    public void A_set_has_ten_distinct_codes_under_one_salt()
    {
        var (codes, set) = BackupCodes.Create();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(10, set.Hashes.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(set.Hashes, hash => Assert.Equal(32, hash.Length));
        Assert.Equal(10, set.Hashes.Count);
        Assert.Equal(16, set.Salt.Length);
        Assert.Equal(10_000, set.Iterations);
    }

    [Fact]
    public void Two_sets_share_neither_codes_nor_salt()
    {
        var (codes, set) = BackupCodes.Create();
        var (otherCodes, otherSet) = BackupCodes.Create();

        Assert.Empty(codes.Intersect(otherCodes));
        Assert.NotEqual(set.Salt, otherSet.Salt);
        Assert.False(BackupCodes.TryUse(otherSet, codes[0], out _, out var malformed));
        Assert.False(malformed);
    }

    [Fact]
    public void Every_code_works_once_and_the_others_stay_valid()
    {
        var (codes, set) = BackupCodes.Create();
        int[] order = [3, 9, 0, 5, 1, 8, 2, 7, 4, 6];
        for (var used = 0; used < order.Length; used++)
        {
            var code = codes[order[used]];

            Assert.True(BackupCodes.TryUse(set, code, out var remaining, out var malformed));
            Assert.False(malformed);
            Assert.Equal(9 - used, remaining.Hashes.Count);
            Assert.Equal(set.Hashes.Count - 1, set.Hashes.Intersect(remaining.Hashes).Count());
            Assert.Equal(set.Salt, remaining.Salt);
            Assert.Equal(set.Iterations, remaining.Iterations);

            set = remaining;
            Assert.False(BackupCodes.TryUse(set, code, out remaining, out malformed));
            Assert.False(malformed);
            Assert.Same(set, remaining);
        }

        Assert.Empty(set.Hashes);
    }

    [Fact]
    public void Using_a_code_leaves_the_set_it_came_from_as_it_was()
    {
        var (codes, set) = BackupCodes.Create();

        Assert.True(BackupCodes.TryUse(set, codes[4], out _, out _));

        Assert.Equal(10, set.Hashes.Count);
        Assert.True(BackupCodes.TryUse(set, codes[4], out _, out _));
    }

    [Fact]
    public void A_wrong_code_changes_nothing()
    {
        var (codes, set) = BackupCodes.Create();
        var wrong = (codes[0][0] == 'A' ? 'B' : 'A') + codes[0][1..];

        Assert.False(BackupCodes.TryUse(set, wrong, out var remaining, out var malformed));

        Assert.False(malformed);
        Assert.Same(set, remaining);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("AAAA-AAAA-AAAA-AAA")]
    [InlineData("AAAA-AAAA-AAAA-AAAA-A")]
    [InlineData("AAAA-AAAA-AAAA-AAA8")]
    public void Malformed_text_costs_no_derivation(string? text)
    {
        var set = SetThatCannotBeDerived();

        Assert.False(BackupCodes.TryUse(set, text, out var remaining, out var malformed));

        Assert.True(malformed);
        Assert.Same(set, remaining);
    }

    [Fact]
    public void Well_formed_text_is_derived_even_when_no_code_is_left() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            BackupCodes.TryUse(SetThatCannotBeDerived(), "AAAA-AAAA-AAAA-AAAA", out _, out _)
        );

    [Fact]
    public void An_attempt_costs_one_derivation_however_many_codes_are_left()
    {
        var ten = Enumerable.Range(0, 10).Select(_ => new byte[32]).ToList();
        var none = new BackupCodeSet
        {
            Salt = new byte[16],
            Iterations = 60_000,
            Hashes = [],
        };

        var ratio = Fastest(none with { Hashes = ten }) / Fastest(none);

        Assert.InRange(ratio, 0.25, 4);

        // The processor's time of this thread: how busy the machine is plays no part.
        static double Fastest(BackupCodeSet set) =>
            Enumerable
                .Range(0, 5)
                .Min(_ =>
                {
                    var start = ThreadCpu.Nanoseconds;
                    BackupCodes.TryUse(set, "AAAA-AAAA-AAAA-AAAA", out var _, out var _);
                    return (double)(ThreadCpu.Nanoseconds - start);
                });
    }

    [Fact]
    public void A_person_without_codes_costs_as_much_as_one_with_them()
    {
        var (_, issued) = BackupCodes.Create();

        Assert.Equal(issued.Iterations, BackupCodes.None.Iterations);
        Assert.Equal(issued.Salt.Length, BackupCodes.None.Salt.Length);
        Assert.Empty(BackupCodes.None.Hashes);
        Assert.False(
            BackupCodes.TryUse(BackupCodes.None, "AAAA-AAAA-AAAA-AAAA", out _, out var malformed)
        );
        Assert.False(malformed);
    }

    [Fact]
    public void Every_imported_code_works_once_and_the_others_stay_valid()
    {
        string[] codes = ["ABCDE-12345", "BCDFG-67890", "0123456789"];
        var set = BackupCodes.Import(codes, hash: true, out var taken)!;

        Assert.Equal(3, taken);
        Assert.True(set.Imported);
        Assert.Equal(100_000, set.Iterations);
        Assert.Equal(16, set.Salt.Length);
        Assert.All(set.Hashes, hash => Assert.Equal(32, hash.Length));
        for (var used = 0; used < codes.Length; used++)
        {
            Assert.True(BackupCodes.TryUse(set, codes[used], out var remaining, out _));
            Assert.Equal(2 - used, remaining.Hashes.Count);
            Assert.False(BackupCodes.TryUse(remaining, codes[used], out _, out var malformed));
            Assert.False(malformed);
            set = remaining;
        }
    }

    [Fact]
    public void Imported_codes_that_differ_in_writing_only_are_one()
    {
        var set = BackupCodes.Import(
            ["abcde-12345", "ABCDE 12345", "ABCDE-I2345", "short"],
            hash: true,
            out var taken
        )!;

        Assert.Equal(2, taken);
        Assert.Equal(2, set.Hashes.Count);
    }

    [Fact]
    public void Imported_codes_that_cannot_be_used_are_no_set()
    {
        Assert.Null(BackupCodes.Import(["short", ""], hash: true, out var taken));
        Assert.Equal(0, taken);
    }

    [Fact]
    public void Imported_codes_are_counted_without_the_cost_of_hashing_them()
    {
        Assert.Null(BackupCodes.Import(["ABCDE-12345", "BCDFG-67890"], hash: false, out var taken));
        Assert.Equal(2, taken);
    }

    [Theory]
    [InlineData("ABCDE1234")]
    [InlineData("ABCDE_12345")]
    [InlineData("ABCDE-1234\u00c4")]
    public void Malformed_text_costs_no_derivation_with_imported_codes_either(string text)
    {
        var set = SetThatCannotBeDerived() with { Imported = true };

        Assert.False(BackupCodes.TryUse(set, text, out var remaining, out var malformed));

        Assert.True(malformed);
        Assert.Same(set, remaining);
    }

    [Fact]
    public void A_stolen_set_holds_no_code_in_any_writing()
    {
        var (codes, set) = BackupCodes.Create();
        var stored = set.Hashes.Append(set.Salt).SelectMany(bytes => bytes).ToArray().AsSpan();

        foreach (var code in codes)
        {
            var plain = code.Replace("-", "", StringComparison.Ordinal);
            var raw = Base32Encoding.ToBytes(plain);
            Assert.Equal(-1, stored.IndexOf(Encoding.ASCII.GetBytes(plain)));
            Assert.Equal(-1, stored.IndexOf(Encoding.ASCII.GetBytes(code)));
            Assert.Equal(-1, stored.IndexOf(raw));
            Assert.DoesNotContain(plain, set.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Logged_codes_give_nothing_away()
    {
        var (codes, _) = BackupCodes.Create();

        Assert.Equal("IssuedBackupCodes (redacted)", new IssuedBackupCodes(codes).ToString());
    }

    private static BackupCodeSet SetThatCannotBeDerived() =>
        new()
        {
            Salt = new byte[16],
            Iterations = 0,
            Hashes = [],
        };
}
