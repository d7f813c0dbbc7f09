using System.Diagnostics;

namespace ProfileTwoFactor;

/// <summary>What an authenticator app needs. Shown once and never again; never log it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PendingBindingSetup
{
    /// <summary>The secret in Base32, without padding.</summary>
    public required string Secret { get; init; }

    /// <summary>The key URI.</summary>
    public required string OtpAuthUri { get; init; }

    /// <summary>The key URI as a QR code: a complete <c>svg</c> element with a text alternative.</summary>
    public required string QrCodeSvg { get; init; }

    /// <summary>When the offer dies.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Redacted, so that a logged object gives nothing away.</summary>
    public override string ToString() => $"{nameof(PendingBindingSetup)} (redacted)";
}
