using System.Runtime.InteropServices;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Whose decision it is: the strings as they come with the request, so that a hit computes no hash of ours.</summary>
internal readonly struct DecisionKey(
    TwoFactorScope scope,
    string memberId,
    string? memberStamp,
    string? securityStamp,
    string? scheme,
    WindowToken token
) : IEquatable<DecisionKey>
{
    // How much of a cookie's end is looked at to tell keys apart.
    private const int Drawn = 8;

    private readonly TwoFactorScope _scope = scope;
    private readonly string _memberId = memberId;
    private readonly string? _memberStamp = memberStamp;
    private readonly string? _securityStamp = securityStamp;
    private readonly string? _scheme = scheme;
    private readonly WindowToken _token = token;

    /// <summary>The window cookie's value; null when the window hangs on something else.</summary>
    public string? Cookie => _token.Carrier == WindowCarrier.Cookie ? _token.Text : null;

    public bool Equals(DecisionKey other) =>
        string.Equals(_token.Text, other._token.Text, StringComparison.Ordinal)
        && _token.Carrier == other._token.Carrier
        && string.Equals(_token.Qualifier, other._token.Qualifier, StringComparison.Ordinal)
        && string.Equals(_memberId, other._memberId, StringComparison.Ordinal)
        && _scope == other._scope
        && string.Equals(_memberStamp, other._memberStamp, StringComparison.Ordinal)
        && string.Equals(_securityStamp, other._securityStamp, StringComparison.Ordinal)
        && string.Equals(_scheme, other._scheme, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is DecisionKey other && Equals(other);

    // Enough to spread: only what was proven is kept, so a cookie among the keys is one that was drawn at random, and members have few
    // windows. Equals looks at all parts.
    public override int GetHashCode() =>
        Cookie is { Length: >= Drawn } cookie
            ? HashCode.Combine(Four(cookie, cookie.Length - Drawn), Four(cookie, cookie.Length - 4))
            : _memberId.GetHashCode(StringComparison.Ordinal);

    private static ulong Four(string text, int at) =>
        MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text.AsSpan(at, 4)));
}
