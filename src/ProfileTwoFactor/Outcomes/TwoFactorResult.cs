using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor;

/// <summary>The outcome of an operation that has no value to return: it succeeded, or it was refused.</summary>
/// <remarks>A refusal is an expected outcome. Misconfiguration and bugs are exceptions instead.</remarks>
public sealed class TwoFactorResult
{
    private TwoFactorResult(TwoFactorError? error) => Error = error;

    /// <summary>The success.</summary>
    public static TwoFactorResult Success { get; } = new(error: null);

    /// <summary>The refusal, or null when the operation succeeded.</summary>
    public TwoFactorError? Error { get; }

    /// <summary>Whether the operation happened.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>A refusal.</summary>
    public static implicit operator TwoFactorResult(TwoFactorError error) => new(error);
}
