using System.Security.Cryptography;
using System.Text;
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

    /// <summary>For codes of other systems, which have 47 bits or more: ten times as many put an offline search of one person's codes at about 2^64 hashes.</summary>
    public const int ImportedIterations = 100_000;

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

    /// <summary>Recovery codes of another system, which people keep.</summary>
    /// <param name="codes">The codes, as they were issued.</param>
    /// <param name="hash">Whether to hash them, which takes time.</param>
    /// <param name="taken">How many can be used.</param>
    /// <returns>Null if there is none, or if they aren't hashed.</returns>
    public static BackupCodeSet? Import(IReadOnlyList<string> codes, bool hash, out int taken)
    {
        Span<byte> canonical = stackalloc byte[BackupCodeText.MaxImportedLength];
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            if (BackupCodeText.TryCanonicaliseImported(code, canonical, out var length))
            {
                known.Add(Encoding.ASCII.GetString(canonical[..length]));
            }
        }

        taken = known.Count;
        if (!hash || taken == 0)
        {
            return null;
        }

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hashes = new List<byte[]>(taken);
        foreach (var code in known)
        {
            var derived = new byte[HashLength];
            Derive(Encoding.ASCII.GetBytes(code), salt, ImportedIterations, derived);
            hashes.Add(derived);
        }

        return new BackupCodeSet
        {
            Salt = salt,
            Iterations = ImportedIterations,
            Imported = true,
            Hashes = hashes,
        };
    }

    public static bool TryUse(
        BackupCodeSet set,
        string? text,
        out BackupCodeSet remaining,
        out bool malformed
    )
    {
        remaining = set;
        Span<byte> canonical = stackalloc byte[BackupCodeText.MaxImportedLength];
        var length = BackupCodeText.Length;
        malformed = set.Imported
            ? !BackupCodeText.TryCanonicaliseImported(text, canonical, out length)
            : !BackupCodeText.TryCanonicalise(text, canonical);
        if (malformed)
        {
            return false;
        }

        Span<byte> derived = stackalloc byte[HashLength];
        Derive(canonical[..length], set.Salt, set.Iterations, derived);

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
