using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Several changes as a text: version, sender, and a letter and half a hash for each change.</summary>
/// <remarks>ASCII and short, so that every carrier of messages takes it.</remarks>
internal static class ChangeMessage
{
    /// <summary>Changes in one message.</summary>
    public const int Most = 128;

    public const int LongestText = HeaderLength + (Most * EntryLength);

    private const string Version = "1.";
    private const int SenderLength = 11;
    private const int HashLength = 22;
    private const int EntryLength = 1 + HashLength;
    private const int HeaderLength = 2 + SenderLength;
    private const char ScopeLetter = 's';
    private const char WindowLetter = 'w';

    /// <summary>Tells a node's own messages from those of others.</summary>
    public static string CreateSender() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(8));

    public static string Write(string sender, IReadOnlyCollection<Change> changes)
    {
        var text = new StringBuilder(Version, LongestText).Append(sender);
        Span<byte> bytes = stackalloc byte[16];
        Span<char> hash = stackalloc char[HashLength];
        foreach (var change in changes)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, change.Hash);
            Base64Url.EncodeToChars(bytes, hash);
            text.Append(change.Kind == ChangeKind.Scope ? ScopeLetter : WindowLetter).Append(hash);
        }

        return text.ToString();
    }

    public static bool IsFrom(string sender, string text) =>
        text.AsSpan(Math.Min(Version.Length, text.Length))
            .StartsWith(sender, StringComparison.Ordinal);

    /// <returns>False for what no node of this version has written; then nothing of it counts.</returns>
    public static bool TryRead(string text, List<Change> changes)
    {
        changes.Clear();
        if (
            text.Length is <= HeaderLength or > LongestText
            || (text.Length - HeaderLength) % EntryLength != 0
            || !text.StartsWith(Version, StringComparison.Ordinal)
        )
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        for (var at = HeaderLength; at < text.Length; at += EntryLength)
        {
            ChangeKind? kind = text[at] switch
            {
                ScopeLetter => ChangeKind.Scope,
                WindowLetter => ChangeKind.Window,
                _ => null,
            };
            var hash = text.AsSpan(at + 1, HashLength);
            if (
                kind is null
                // The decoder skips white space, of which no node writes any.
                || hash.ContainsAny(" \t\r\n")
                // The decoder's Try methods throw on what is no Base64; this one says so.
                || Base64Url.DecodeFromChars(hash, bytes, out _, out var written)
                    != OperationStatus.Done
                || written != bytes.Length
            )
            {
                changes.Clear();
                return false;
            }

            changes.Add(new(kind.Value, BinaryPrimitives.ReadUInt128BigEndian(bytes)));
        }

        return true;
    }
}
