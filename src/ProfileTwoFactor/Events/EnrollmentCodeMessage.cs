using System.Diagnostics;

namespace ProfileTwoFactor.Events;

/// <summary>A code on its way to a member. Never log it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EnrollmentCodeMessage(
    TwoFactorEventContext context,
    string code,
    DateTimeOffset expiresAt
)
{
    /// <summary>The profile, and the member who asked; the recipient is <see cref="TwoFactorEventContext.AccountName"/>.</summary>
    public TwoFactorEventContext Context { get; } = context;

    /// <summary>The code: eight digits.</summary>
    public string Code { get; } = code;

    /// <summary>The time until which it is accepted, once. Don't send it later.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Returns a redacted text, so that logs contain no code.</summary>
    public override string ToString() => $"{nameof(EnrollmentCodeMessage)} (redacted)";
}
