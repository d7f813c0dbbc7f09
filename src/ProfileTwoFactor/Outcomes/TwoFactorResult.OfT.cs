using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor;

/// <summary>The result of an operation: a value or a refusal.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class TwoFactorResult<T>
    where T : class
{
    private TwoFactorResult(T? value, TwoFactorError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, if there is no error.</summary>
    public T? Value { get; }

    /// <summary>The refusal, or null if the operation succeeded.</summary>
    public TwoFactorError? Error { get; }

    /// <summary>Whether the operation succeeded.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>Creates a success. Use it for interface types, which have no implicit conversion.</summary>
    /// <param name="value">The value.</param>
    public static TwoFactorResult<T> Success(T value) => new(value, null);

    /// <summary>Converts a value to a success.</summary>
    public static implicit operator TwoFactorResult<T>(T value) => new(value, null);

    /// <summary>Converts an error to a refusal.</summary>
    public static implicit operator TwoFactorResult<T>(TwoFactorError error) => new(null, error);
}
