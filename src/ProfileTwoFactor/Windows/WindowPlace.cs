using System.Buffers.Text;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Where a window lies in the cache.</summary>
/// <remarks>
/// A cookie's window is filed under the cookie alone: sign-out knows the browser's cookies and not the profiles, members and
/// bindings behind them, and must be able to end what a copy of the cookie opens.
/// </remarks>
internal sealed class WindowPlace
{
    private const string WindowPrefix = "ptf:w:";

    private WindowPlace(byte[] hash)
    {
        Hash = hash;
        Span<char> encoded = stackalloc char[Base64Url.GetEncodedLength(KeyHash.Size)];
        var name = encoded[..Base64Url.EncodeToChars(hash, encoded)];
        Window = string.Concat(WindowPrefix, name);
        Activity = string.Concat("ptf:a:", name);
    }

    public byte[] Hash { get; }

    public string Window { get; }

    public string Activity { get; }

    /// <summary>The hash in base64url, as a member's record has it.</summary>
    public ReadOnlySpan<char> Name => Window.AsSpan(WindowPrefix.Length);

    /// <summary>Null when it is no name of a place.</summary>
    public static WindowPlace? OfName(string name)
    {
        // Decoding alone would throw at a character that isn't one of the alphabet.
        return Base64Url.IsValid(name, out var size) && size == KeyHash.Size
            ? new(Base64Url.DecodeFromChars(name))
            : null;
    }

    public static WindowPlace OfCookie(string text) => new(KeyHash.Compute("place.v1", text));

    /// <summary>Claims are no secrets and may be equal for two members, so the place of such a window is its owner's.</summary>
    public static WindowPlace Of(byte[] owner, in WindowToken token) =>
        token.Carrier == WindowCarrier.Cookie ? OfCookie(token.Text!) : new(owner);
}
