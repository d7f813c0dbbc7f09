using System.Security.Cryptography;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>Makes backup codes and spends them.</summary>
internal static class BackupCodes
{
    public const int Count = 10;

    /// <summary>
    /// A code is 80 random bits, not a password: 10,000 iterations put an offline search at about 2^90 hashes, which
    /// 600,000 would not change in practice, while an attempt stays cheap enough that a flood of them doesn't starve the site.
    /// </summary>
    public const int Iterations = 10_000;

    private const int SaltLength = 16;
    private const int HashLength = 32;

    /// <summary>No codes. Trying one costs as much time as with a set that was issued.</summary>
    public static BackupCodeSet None { get; } =
        new()
        {
            Salt = new byte[SaltLength],
            Iterations = Iterations,
            Hashes = [],
        };

    public static (IReadOnlyList<string> Codes, BackupCodeSet Set) Create()
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var codes = new string[Count];
        var hashes = new byte[Count][];
        Span<byte> canonical = stackalloc byte[BackupCodeText.Length];
        for (var i = 0; i < Count; i++)
        {
            codes[i] = BackupCodeText.CreateRandom();
            BackupCodeText.TryCanonicalise(codes[i], canonical);
            hashes[i] = new byte[HashLength];
            Derive(canonical, salt, Iterations, hashes[i]);
        }

        var set = new BackupCodeSet
        {
            Salt = salt,
            Iterations = Iterations,
            Hashes = hashes,
        };
        return (codes, set);
    }

    public static bool TryUse(
        BackupCodeSet set,
        string? text,
        out BackupCodeSet remaining,
        out bool malformed
    )
    {
        remaining = set;
        Span<byte> canonical = stackalloc byte[BackupCodeText.Length];
        malformed = !BackupCodeText.TryCanonicalise(text, canonical);
        if (malformed)
        {
            return false;
        }

        Span<byte> derived = stackalloc byte[HashLength];
        Derive(canonical, set.Salt, set.Iterations, derived);

        // To the end, always: the time taken says nothing about which code it was or how many are left.
        var used = -1;
        for (var i = 0; i < set.Hashes.Count; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(derived, set.Hashes[i]))
            {
                used = i;
            }
        }

        if (used < 0)
        {
            return false;
        }

        remaining = set with { Hashes = [.. set.Hashes.Where((_, index) => index != used)] };
        return true;
    }

    private static void Derive(
        ReadOnlySpan<byte> canonical,
        byte[] salt,
        int iterations,
        Span<byte> hash
    ) => Rfc2898DeriveBytes.Pbkdf2(canonical, salt, hash, iterations, HashAlgorithmName.SHA256);
}
