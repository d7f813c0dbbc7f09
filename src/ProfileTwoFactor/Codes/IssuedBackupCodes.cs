using System.Diagnostics;

namespace ProfileTwoFactor;

/// <summary>Newly issued backup codes. Show them once, and never log them.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class IssuedBackupCodes(IReadOnlyList<string> codes)
{
    /// <summary>The codes in the form that is shown to people.</summary>
    public IReadOnlyList<string> Codes { get; } = codes;

    /// <summary>Returns a redacted text, so that logs contain no secret.</summary>
    public override string ToString() => $"{nameof(IssuedBackupCodes)} (redacted)";
}
