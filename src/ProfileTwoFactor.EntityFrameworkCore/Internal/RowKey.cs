using System.Buffers.Binary;
using System.Security.Cryptography;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>
/// Turns ids into primary keys that are compared as the package compares ids: ordinally. Collations differ (SQL Server pads with blanks,
/// MySQL folds case and accents), and the ids together exceed SQL Server's limit of a key; lower-case hex is the same everywhere.
/// </summary>
internal static class RowKey
{
    public static string Of(TwoFactorScope scope) => Hash(scope, []);

    public static string Of(TwoFactorScope scope, string epoch) => Hash(scope, [epoch]);

    public static string Of(BindingKey key) =>
        Hash(key.Scope, [key.Epoch, key.MemberId, key.MemberStamp]);

    public static string OfJob(string id) => Hash([id]);

    public static string OfDelivery(string jobId, string recipient) => Hash([jobId, recipient]);

    public static string OfEvent(TwoFactorScope scope, string eventId) => Hash(scope, [eventId]);

    public static string OfPerson(string id) => Hash([id]);

    private static string Hash(ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            ArgumentException.ThrowIfNullOrEmpty(part);
            AppendText(hash, part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(TwoFactorScope scope, ReadOnlySpan<string> more)
    {
        if (scope.Id is null)
        {
            throw new ArgumentException("The scope is empty.", nameof(scope));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNumber(hash, (int)scope.Kind);
        AppendText(hash, scope.Id);
        AppendText(hash, scope.Stamp);
        foreach (var part in more)
        {
            AppendText(hash, part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The length goes first, so that "ab" + "c" and "a" + "bc" differ; code units instead of UTF-8, so that nothing is replaced.
    private static void AppendText(IncrementalHash hash, string text)
    {
        AppendNumber(hash, text.Length);
        var bytes = new byte[text.Length * sizeof(char)];
        for (var index = 0; index < text.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(
                bytes.AsSpan(index * sizeof(char)),
                text[index]
            );
        }

        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
