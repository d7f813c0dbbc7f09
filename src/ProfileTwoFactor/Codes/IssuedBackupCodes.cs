using System.Diagnostics;

namespace ProfileTwoFactor;

/// <summary>Freshly issued backup codes. Shown once and never again; never log them.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class IssuedBackupCodes(IReadOnlyList<string> codes)
{
    /// <summary>The codes as people write them down.</summary>
    public IReadOnlyList<string> Codes { get; } = codes;

    /// <summary>Redacted, so that a logged object gives nothing away.</summary>
    public override string ToString() => $"{nameof(IssuedBackupCodes)} (redacted)";
}
