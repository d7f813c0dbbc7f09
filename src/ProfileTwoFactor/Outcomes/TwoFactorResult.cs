using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor;

/// <summary>Either a value or a refusal.</summary>
/// <typeparam name="T">What success yields.</typeparam>
public sealed class TwoFactorResult<T>
    where T : class
{
    private TwoFactorResult(T? value, TwoFactorError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The outcome, when there is no error.</summary>
    public T? Value { get; }

    /// <summary>The refusal, or null.</summary>
    public TwoFactorError? Error { get; }

    /// <summary>Whether the operation happened.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>A success, for interface types, which have no implicit conversion.</summary>
    /// <param name="value">The outcome.</param>
    public static TwoFactorResult<T> Success(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator TwoFactorResult<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator TwoFactorResult<T>(TwoFactorError error) => new(null, error);
}
