using System.Diagnostics;

namespace ProfileTwoFactor;

/// <summary>The setup data for an authenticator app. Show it once, and never log it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PendingBindingSetup
{
    /// <summary>The secret in Base32, without padding.</summary>
    public required string Secret { get; init; }

    /// <summary>The key URI (<c>otpauth://</c>).</summary>
    public required string OtpAuthUri { get; init; }

    /// <summary>The QR code of the key URI, as a complete <c>svg</c> element with a text alternative.</summary>
    public required string QrCodeSvg { get; init; }

    /// <summary>The time at which the pending binding expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Returns a redacted text, so that logs contain no secret.</summary>
    public override string ToString() => $"{nameof(PendingBindingSetup)} (redacted)";
}
