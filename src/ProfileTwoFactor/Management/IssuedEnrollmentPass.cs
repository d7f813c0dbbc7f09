using System.Diagnostics;

namespace ProfileTwoFactor;

/// <summary>A pass with which one member can bind a first authenticator. Show it once, and never log it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class IssuedEnrollmentPass(string pass, DateTimeOffset expiresAt)
{
    /// <summary>The pass, in the form that is shown to people: 16 characters in groups of four.</summary>
    public string Pass { get; } = pass;

    /// <summary>The time until which it can be used, once.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Returns a redacted text, so that logs contain no pass.</summary>
    public override string ToString() => $"{nameof(IssuedEnrollmentPass)} (redacted)";
}
